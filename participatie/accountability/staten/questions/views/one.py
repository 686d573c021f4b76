"""One question in the workspace, and what can be done with it except replying."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accountability.overview import overview, stamp
from participatie.accountability.staten.frame import entrance
from participatie.accountability.staten.questions import acts, terms
from participatie.accountability.staten.questions.forms import PUBLIC, ExtendForm, WithholdForm
from participatie.accountability.staten.questions.models import Question, Withheld
from participatie.accountability.staten.questions.subjects import standing
from participatie.accountability.staten.questions.views.frame import (
    back,
    form_page,
    frame_of_question,
    not_yours,
    page_of,
    question_or_404,
)
from participatie.accountability.staten.refusing import at_its_field
from participatie.accountability.staten.trail import trail
from participatie.accounts.access import role_required
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import kinds
from participatie.pipeline.models import Event
from participatie.pipeline.refusals import NotAllowed, Refused


@require_safe
@entrance
def question(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A question, what it is about, its replies, and what happened to it."""
    found = question_or_404(slug, number)
    consultation = found.consultation
    events = Event.objects.filter(
        consultation=consultation, kind__in=kinds.ABOUT_QUESTIONS, data__number=number
    )
    context = frame_of_question(found) | {
        "standing": standing(found, overview(consultation, stamp(consultation))),
        "may": _may(found, request.user),
        "steps": trail(events),
        "notices": found.notices.select_related("to", "question")
        if request.user.has_role(Role.REGISTRY)
        else [],
    }
    return render(request, "staten/questions/question.html", context)


def _may(found: Question, user: User) -> dict[str, bool]:
    """What this person can do with the question now."""
    replies = acts.may_reply(found, user)
    return {
        "reply": replies and found.withdrawn_at is None,
        "extend": acts.may_extend(found, user),
        "withdraw": found.is_open and found.asked_by == user and user.has_role(Role.COUNCILLOR),
        "withhold": user.has_role(Role.REGISTRY),
        "enters": user.has_role(Role.REGISTRY),
        "names": user.has_role(Role.REGISTRY) and found.is_open and found.member is None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EXECUTIVE)
def extend(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Make the term longer, once."""
    found = question_or_404(slug, number)
    if request.method != "POST":
        try:
            acts.check_extendable(found, request.user)
        except NotAllowed:
            return not_yours(request, found)
        except Refused as refused:
            return back(request, found, refused)
    form = ExtendForm(request.POST if request.method == "POST" else None)
    context = frame_of_question(found, _("More time for the reply")) | {
        "lead": _(
            "The last day is %(day)s. You can make the term longer once, to %(latest)s at most. "
            "Everyone sees that you did and why."
        )
        % {
            "day": nl_date(found.last_day, "weekday"),
            "latest": nl_date(terms.latest_extension(found.last_day), "weekday"),
        },
        "button": _("Make the term longer"),
    }
    if not form.is_valid():
        return form_page(request, context, form)
    try:
        acts.extend(found, actor=request.user, **form.cleaned_data)
    except Refused as refused:
        return form_page(request, context, form, at_its_field(form, refused))
    messages.success(request, _("The term is longer. Who asked the question gets a mail."))
    return redirect(page_of(found))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.COUNCILLOR)
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Take back one's own question, after looking twice."""
    found = question_or_404(slug, number)
    context = frame_of_question(found, _("Take the question back")) | {
        "lead": _(
            "The question stays in the list as withdrawn, with its number. Its words are not "
            "public any more. You cannot undo this, but you can ask a new question."
        ),
        "button": _("Take the question back"),
        "is_danger": True,
    }
    if request.method != "POST":
        return form_page(request, context, forms.Form())
    try:
        acts.withdraw(found, actor=request.user)
    except Refused as refused:
        return form_page(request, context, forms.Form(), str(refused))
    messages.success(request, _("The question was withdrawn."))
    return redirect(page_of(found))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.REGISTRY)
def withhold(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Decide whether everyone reads a question and its reply."""
    found = question_or_404(slug, number)
    posted = request.POST if request.method == "POST" else None
    form = WithholdForm(posted, initial={"because": found.withheld or PUBLIC})
    context: dict[str, Any] = frame_of_question(found, _("Public or not")) | {
        "lead": _(
            "A question and its reply are public, unless there is a reason against it. Everyone "
            "then still sees that there is a question, its day, its term and the kind of reason."
        ),
        "button": _("Save"),
    }
    if not form.is_valid():
        return form_page(request, context, form)
    chosen = form.cleaned_data["because"]
    because = None if chosen == PUBLIC else Withheld(chosen)
    try:
        acts.withhold(found, actor=request.user, because=because)
    except Refused as refused:
        return form_page(request, context, form, str(refused))
    messages.success(
        request,
        _("The words are not public any more.") if because else _("Everyone can read it now."),
    )
    return redirect(page_of(found))
