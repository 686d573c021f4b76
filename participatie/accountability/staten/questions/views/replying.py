"""Replying to a question: a draft, then a reply, and when it was wrong a correction."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participatie.accountability.overview import overview, stamp
from participatie.accountability.staten.questions import acts
from participatie.accountability.staten.questions.forms import ReplyForm
from participatie.accountability.staten.questions.models import Question
from participatie.accountability.staten.questions.subjects import standing
from participatie.accountability.staten.questions.views.frame import (
    back,
    frame_of_question,
    not_yours,
    page_of,
    question_or_404,
)
from participatie.accountability.staten.refusing import at_its_field
from participatie.accounts.access import role_required
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.pipeline.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.EXECUTIVE, Role.REGISTRY)
def reply(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """Save a draft, give the reply, or correct the one that was given."""
    found = question_or_404(slug, number)
    if request.method != "POST":
        if not acts.may_reply(found, request.user):
            return not_yours(request, found)
        try:
            acts.check_asked(found)
        except Refused as refused:
            return back(request, found, refused)
        return _page(request, found, _form(found, request.user, _begun(found, request.user)))
    # What was given can never be taken back: only by its own button.
    saves = "give" not in request.POST
    form = _form(found, request.user, {}, request.POST, for_draft=saves)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        done = (_save if saves else _give)(request, found, form.cleaned_data)
    except Refused as refused:
        if not (message := at_its_field(form, refused)):
            return _page(request, found, form)
        # As it is by now: somebody may have replied, and then this becomes a correction.
        found = question_or_404(slug, number)
        again = _form(found, request.user, form.cleaned_data | {"seen": len(_given(found))})
        return _page(request, found, again, message)
    return done


def _save(request: HttpRequest, found: Question, given: dict[str, Any]) -> HttpResponseBase:
    kept = {name: given[name] for name in given if name != "seen"}
    acts.save_draft(found, actor=request.user, **kept)
    messages.success(request, _("The draft is kept. Only you see it."))
    return redirect("questions:reply", found.consultation.slug, found.number)


def _give(request: HttpRequest, found: Question, given: dict[str, Any]) -> HttpResponseBase:
    acts.reply(found, actor=request.user, **given)
    if given["seen"]:
        done = _("The correction was given. Who asked the question gets a mail.")
    else:
        done = _("The reply was given. Who asked the question gets a mail.")
    messages.success(request, done)
    return redirect(page_of(found))


def _form(
    found: Question, user: User, initial: dict[str, Any], data: Any = None, for_draft: bool = False
) -> ReplyForm:
    # What was typed is judged as what its writer saw: a first reply or a correction.
    seen_a_reply = bool(_given(found)) if data is None else data.get("seen", "0") != "0"
    return ReplyForm(
        data,
        initial=initial,
        on_paper=user.has_role(Role.REGISTRY),
        corrects=seen_a_reply,
        is_public=not found.withheld,
        for_draft=for_draft,
    )


def _begun(found: Question, user: User) -> dict[str, Any]:
    """What was typed before; else, for a correction, the reply as it is."""
    given = _given(found)
    begun: dict[str, Any] = {"seen": len(given), "text": given[0].text if given else ""}
    draft = found.replies.filter(by=user, given_at=None).first()
    if draft is None:
        return begun
    return begun | {"text": draft.text, "why": draft.why, "came_on": draft.came_on}


def _given(found: Question) -> list[Any]:
    return found.given  # type: ignore[attr-defined, no-any-return]  # of `with_replies`


def _page(
    request: HttpRequest, found: Question, form: ReplyForm, refusal: str = ""
) -> HttpResponse:
    consultation = found.consultation
    title = _("Correct the reply") if _given(found) else _("Reply to the question")
    if not _given(found) and request.user.has_role(Role.REGISTRY):
        title = _("Enter a reply on paper")
    context = frame_of_question(found, title) | {
        "form": form,
        "refusal": refusal,
        "standing": standing(found, overview(consultation, stamp(consultation))),
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "staten/questions/reply.html", context, status=status)
