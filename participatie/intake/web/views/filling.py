"""Filling in the form: on one page, or on two when there are many questions."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from participatie.intake.web import drafts, limits
from participatie.intake.web.fields import REMOVE
from participatie.intake.web.forms import ABOUT, ANSWER, ContributionForm, parts_of
from participatie.intake.web.models import Draft
from participatie.intake.web.views.frame import PAGES, around, gone
from participatie.intake.web.visits import Visit, visiting
from participatie.pipeline.models import Consultation, QuestionForm
from participatie.pipeline.statuses import Channel, Stage

TOO_MANY = _(
    "Very many contributions were begun from your network in the last hour. What you typed is "
    "still here. Try again in an hour, or call us."
)

LOOKED_AT = "nagekeken"
"""In the address of a page that says what is still missing or wrong."""


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def form(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The first page of the form: everything, or only the questions when there are many."""
    return _page(request, visit, 0)


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def about(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The second page of a long form: who you are and how you want to be answered."""
    return gone(request, visit) if visit.draft is None else _page(request, visit, 1)


def _page(request: HttpRequest, visit: Visit, place: int) -> HttpResponse:
    if visit.is_sent:
        return redirect(visit.url("receipt"))
    asked = visit.draft.form if visit.draft else _asked(request, visit.consultation)
    pages = parts_of(asked.questions)
    if place >= len(pages):
        return redirect(visit.url("form"))
    if visit.draft is None and not _may_begin(request, visit.consultation):
        return render(request, "web/not_open.html", around(visit) | _stage(visit.consultation))
    if request.method == "POST":
        return _keep(request, visit, asked, place)
    if visit.draft is not None:
        fill = drafts.bound_form if LOOKED_AT in request.GET else drafts.open_form
        return _draw(request, visit, asked, fill(visit.draft, pages[place]))
    return _draw(request, visit, asked, _form(visit, asked, pages[place], trap=True))


def _asked(request: HttpRequest, consultation: Consultation) -> QuestionForm:
    """The version of the questions that this visitor has on screen."""
    version = request.POST.get("form", "")
    if version.isdecimal() and len(version) < 6:
        asked = consultation.forms.filter(version=int(version)).first()
        if asked is not None:
            return asked
    return consultation.form


def _may_begin(request: HttpRequest, consultation: Consultation) -> bool:
    if Channel.WEB not in consultation.doors:
        return False
    if request.method == "POST":
        # What somebody typed while the term ended is taken in too; it is recorded as late.
        return consultation.stage is not Stage.ANNOUNCED
    return consultation.is_open


def _stage(consultation: Consultation) -> dict[str, bool]:
    stage = consultation.stage
    return {"is_announced": stage is Stage.ANNOUNCED, "has_no_door": stage is Stage.OPEN}


def _form(
    visit: Visit, asked: QuestionForm, parts: Collection[str], **options: Any
) -> ContributionForm:
    return ContributionForm(asked.questions, visit.consultation.regime, parts=parts, **options)


def _keep(request: HttpRequest, visit: Visit, asked: QuestionForm, place: int) -> HttpResponse:
    """Save what was sent, whatever is wrong with it, and go on when nothing is."""
    pages = parts_of(asked.questions)
    parts = pages[place]
    if visit.draft is None:
        typed = _form(visit, asked, parts, trap=True, data=request.POST)
        if "website" in typed.errors:
            return _draw(request, visit, asked, typed)
        if not limits.may_begin_draft(request.META.get("REMOTE_ADDR", "")):
            typed.add_error(None, TOO_MANY)
            return _draw(request, visit, asked, typed, status=429)
        visit.begin(asked)
    try:
        problems = drafts.save(visit.draft, _sheet(request, _form(visit, asked, parts)))
    except Draft.DoesNotExist:
        # Thrown away in another window just now.
        visit.forget()
        return gone(request, visit)
    visit.open(visit.token)
    if visit.is_sent:
        return redirect(visit.url("receipt"))
    filled = drafts.bound_form(visit.draft, parts)
    for name, messages in problems.items():
        filled.add_error(name, messages)
    if "save" in request.POST and not problems:
        return redirect(visit.private_url)
    if filled.is_valid():
        return redirect(visit.url([*PAGES[1 : len(pages)], "check"][place]))
    if not problems:
        # Somebody who later goes back comes here, and a browser does not show the answer to a
        # form again.
        return redirect(f"{visit.url(PAGES[place])}?{LOOKED_AT}")
    return _draw(request, visit, asked, filled)


def _sheet(request: HttpRequest, blank: ContributionForm) -> drafts.Sheet:
    return drafts.Sheet(
        fields=blank.typed_fields,
        typed=request.POST,
        uploads={name: request.FILES.getlist(name) for name in blank.file_fields},
        removed=request.POST.getlist(REMOVE),
    )


def _draw(
    request: HttpRequest,
    visit: Visit,
    asked: QuestionForm,
    form: ContributionForm,
    status: int = 200,
) -> HttpResponse:
    context = around(visit) | {
        "form": form,
        "form_version": asked.version,
        "step": 2 if ANSWER not in form.parts else 1,
        "steps": len(parts_of(asked.questions)) + 1,
        "is_about": ABOUT in form.parts and ANSWER not in form.parts,
        "has_newer_questions": asked.version != visit.consultation.form.version,
    }
    return render(request, "web/form.html", context, status=status)


def next_page(draft: Draft) -> str:
    """URL name of the page where somebody who comes back goes on."""
    unfinished = drafts.first_unfinished(draft, parts_of(draft.form.questions))
    return "check" if unfinished is None else PAGES[unfinished]
