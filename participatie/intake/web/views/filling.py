"""Filling in the form: on one page, or in steps when there is much to ask."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from participatie.core import attempts
from participatie.intake.web import drafts, limits
from participatie.intake.web.fields import REMOVE, STOP
from participatie.intake.web.forms import ContributionForm
from participatie.intake.web.models import Draft
from participatie.intake.web.pages import Page, pages_of
from participatie.intake.web.question_fields import heading_of, in_this_language
from participatie.intake.web.views.frame import around, gone
from participatie.intake.web.visits import Visit, visiting
from participatie.pipeline.models import Consultation, QuestionForm
from participatie.pipeline.statuses import Channel, Stage

TOO_MANY = _(
    "Very many contributions were begun from your network in the last hour. What you typed is "
    "still here. Try again in an hour, or call us."
)

LOOKED_AT = "nagekeken"
"""In the address of a page that says what is still missing or wrong."""

CHANGING = "wijzigen"
"""In the address of a page that was opened from the check page, and leads back to it."""


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def form(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The first page of the form, or the only one."""
    return _page(request, visit, 0)


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def step(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """A further page with questions; `number` counts from 1, and 1 is the first page."""
    return gone(request, visit) if visit.draft is None else _page(request, visit, number - 1)


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def about(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The last page of a long form: who you are and how you want to be answered."""
    if visit.draft is None:
        return gone(request, visit)
    return _page(request, visit, len(pages_of(visit.draft.form.questions)) - 1)


def _page(request: HttpRequest, visit: Visit, place: int) -> HttpResponse:
    if visit.is_sent:
        return redirect(visit.url("receipt"))
    asked = visit.draft.form if visit.draft else asked_of(request, visit.consultation)
    pages = pages_of(asked.questions)
    if not 0 <= place < len(pages):
        return redirect(visit.url("form"))
    if request.path != visit.page_url(pages, place):
        return redirect(visit.page_url(pages, place))
    if visit.draft is None and not may_begin(request, visit.consultation):
        return render(request, "web/not_open.html", around(visit) | _stage(visit.consultation))
    if request.method == "POST":
        return _keep(request, visit, asked, place)
    if visit.draft is not None:
        fill = drafts.bound_form if LOOKED_AT in request.GET else drafts.open_form
        return _draw(request, visit, asked, place, fill(visit.draft, pages[place]))
    return _draw(request, visit, asked, place, _form(visit, asked, pages[place], trap=True))


def asked_of(request: HttpRequest, consultation: Consultation) -> QuestionForm:
    """The version of the questions that this visitor has on screen."""
    version = request.POST.get("form", "")
    if version.isdecimal() and len(version) < 6:
        asked = consultation.forms.filter(version=int(version)).first()
        if asked is not None:
            return asked
    return consultation.form


def may_begin(request: HttpRequest, consultation: Consultation) -> bool:
    """Whether this request may be the first of a new draft."""
    if Channel.WEB not in consultation.doors:
        return False
    if request.method == "POST":
        # What somebody typed while the term ended is taken in too; it is recorded as late.
        return consultation.stage is not Stage.ANNOUNCED
    return consultation.is_open


def _stage(consultation: Consultation) -> dict[str, bool]:
    stage = consultation.stage
    return {"is_announced": stage is Stage.ANNOUNCED, "has_no_door": stage is Stage.OPEN}


def _form(visit: Visit, asked: QuestionForm, page: Page, **options: Any) -> ContributionForm:
    return ContributionForm(
        asked.questions,
        visit.consultation.regime,
        page=page,
        wordings=in_this_language(asked),
        **options,
    )


def _keep(request: HttpRequest, visit: Visit, asked: QuestionForm, place: int) -> HttpResponse:
    """Save what was sent, whatever is wrong with it, and go on when nothing is."""
    pages = pages_of(asked.questions)
    page = pages[place]
    if visit.draft is None:
        typed = _form(visit, asked, page, trap=True, data=request.POST)
        if "website" in typed.errors:
            return _draw(request, visit, asked, place, typed)
        if not limits.may_begin_draft(attempts.address_of(request)):
            typed.add_error(None, TOO_MANY)
            return _draw(request, visit, asked, place, typed, status=429)
        visit.begin(asked)
    try:
        problems = drafts.save(visit.draft, _sheet(request, _form(visit, asked, page)))
    except Draft.DoesNotExist:
        # Thrown away in another window just now.
        visit.forget()
        return gone(request, visit)
    visit.open(visit.token)
    if visit.is_sent:
        return redirect(visit.url("receipt"))
    filled = drafts.bound_form(visit.draft, page)
    for name, messages in problems.items():
        filled.add_error(name, messages)
    if "save" in request.POST and not problems:
        return redirect(visit.private_url)
    if "call" in request.POST and not problems:
        return redirect("callback:ask", visit.consultation.slug)
    if filled.is_valid():
        if CHANGING in request.GET and drafts.is_complete(visit.draft):
            return redirect(visit.url("check"))
        return redirect(visit.page_url(pages, place + 1))
    if not problems:
        # Somebody who later goes back comes here, and a browser does not show the answer to a
        # form again.
        return redirect(f"{request.path}?{LOOKED_AT}{f'&{CHANGING}' * (CHANGING in request.GET)}")
    return _draw(request, visit, asked, place, filled)


def _sheet(request: HttpRequest, blank: ContributionForm) -> drafts.Sheet:
    return drafts.Sheet(
        fields=blank.typed_fields,
        typed=request.POST,
        uploads={name: request.FILES.getlist(name) for name in blank.file_fields},
        removed=request.POST.getlist(REMOVE),
        stopped=list(_ids(request.POST.getlist(STOP))),
    )


def _ids(values: Iterable[str]) -> Iterator[UUID]:
    for value in values:
        with suppress(ValueError):
            yield UUID(value)


def _draw(
    request: HttpRequest,
    visit: Visit,
    asked: QuestionForm,
    place: int,
    form: ContributionForm,
    status: int = 200,
) -> HttpResponse:
    pages = pages_of(asked.questions)
    page = pages[place]
    context = around(visit) | {
        "form": form,
        "form_version": asked.version,
        "step": place + 1,
        "steps": len(pages) + 1,
        "heading": (heading_of(page, form.wordings) if page.questions else _("About you"))
        if place
        else "",
        "back_url": visit.page_url(pages, place - 1) if place else "",
        "is_changing": CHANGING in request.GET,
        "has_newer_questions": asked.version != visit.consultation.form.version,
    }
    return render(request, "web/form.html", context, status=status)


def next_url(visit: Visit) -> str:
    """The address where somebody who comes back to the draft of `visit` goes on."""
    pages = pages_of(visit.draft.form.questions)
    unfinished = drafts.first_unfinished(visit.draft, pages)
    return visit.page_url(pages, len(pages) if unfinished is None else unfinished)
