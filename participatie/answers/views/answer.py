"""One answer: written, offered, given back, approved; two writers never overwrite each other."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.answers import history, queries
from participatie.answers.forms import AnswerForm
from participatie.answers.reading import read
from participatie.pipeline import kinds, permissions
from participatie.pipeline.acts import answers
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Answer, Consultation, Point
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AnswerStatus, Outcome

OFFERED = 50
"""How many other points are offered to be answered along."""


@role_required(Role.HANDLER)
def write(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A new answer to the points that were ticked (`punt`), or to all open ones of a `theme`."""
    consultation = get_object_or_404(Consultation, slug=slug)
    if request.method != "POST":
        return _begin(request, consultation)
    form = AnswerForm(request.POST)
    chosen = queries.chosen(consultation, request.POST.getlist("punt"))
    checking = request.POST.get("act") == "check"
    refusal = ""
    if form.is_valid() and not checking:
        try:
            with transaction.atomic():
                made = answers.draft_answer(chosen, actor=request.user, **_text(form))
                return _saved(request, made)
        except Refused as refused:
            refusal = str(refused)
    listed = queries.chosen(consultation, request.POST.getlist("listed")) or chosen
    return _writing(request, consultation, form, listed, chosen, refusal, checking)


def _begin(request: HttpRequest, consultation: Consultation) -> HttpResponseBase:
    if theme := request.GET.get("theme"):
        rows = queries.points(consultation).filter(answer=None)
        about = {"theme": theme} if theme.isdecimal() else {"theme": None}
        chosen = list(rows.filter(**about))
    else:
        asked = queries.chosen(consultation, request.GET.getlist("punt"))
        chosen = [point for point in asked if point.answer_id is None]
        for point in asked:
            if point.answer is not None:
                messages.warning(request, _answered_already(point))
    if not chosen:
        messages.error(request, _("Choose one or more points without an answer first."))
        return redirect("answers:overview", consultation.slug)
    return _writing(request, consultation, AnswerForm(), chosen, chosen)


def _answered_already(point: Point) -> str:
    return _("Point %(point)s is answered already, by %(answer)s.") % {
        "point": point.reference,
        "answer": point.answer.reference,
    }


def _writing(
    request: HttpRequest,
    consultation: Consultation,
    form: AnswerForm,
    listed: Iterable[Point],
    chosen: Iterable[Point],
    refusal: str = "",
    checking: bool = False,
) -> HttpResponseBase:
    failed = form.is_bound and not checking and bool(form.errors)
    context = {
        "consultation": consultation,
        "answer_form": form,
        "form": form if failed else None,
        "rows": _ticked(listed, chosen),
        "refusal": refusal,
        "reading": read(form["plain"].value() or "") if form.is_bound else None,
    }
    return render(request, "answers/write.html", context, status=422 if refusal or failed else 200)


def _ticked(listed: Iterable[Point], chosen: Iterable[Point]) -> list[dict[str, Any]]:
    keys = {point.pk for point in chosen}
    return [{"point": point, "is_ticked": point.pk in keys} for point in listed]


def _text(form: AnswerForm) -> dict[str, Any]:
    return {
        "outcome": Outcome(form.cleaned_data["outcome"]),
        "reason": form.cleaned_data["reason"],
        "plain": form.cleaned_data["plain"],
    }


def _saved(request: HttpRequest, saved: Answer) -> HttpResponseBase:
    """Offer it for approval when that was asked, and on to the points that still wait."""
    reference = {"reference": saved.reference}
    if request.POST.get("act") != "submit":
        messages.success(request, _("Answer %(reference)s was saved as a draft.") % reference)
        return redirect("answers:answer", saved.pk)
    answers.submit_answer(saved, actor=request.user)
    messages.success(request, _("Answer %(reference)s was offered for approval.") % reference)
    overview = reverse("answers:overview", args=[saved.consultation.slug])
    return redirect(f"{overview}?state=unanswered")


@role_required(Role.HANDLER, Role.APPROVER)
def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page of an answer; POST with `act` does one of ACTS."""
    found = get_object_or_404(Answer.objects.select_related(*PEOPLE), pk=pk)
    if request.method != "POST":
        return _show(request, found)
    if request.POST.get("act") in {"draft", "submit", "check"}:
        return _edit(request, found)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return redirect("answers:answer", pk)
    try:
        return act(request, found)
    except Refused as refused:
        found = Answer.objects.select_related(*PEOPLE).get(pk=pk)
        return _show(request, found, refusal=str(refused))


PEOPLE = ("consultation", "author", "approver")


def _edit(request: HttpRequest, found: Answer) -> HttpResponseBase:
    form = AnswerForm(request.POST)
    chosen = queries.chosen(found.consultation, request.POST.getlist("punt"))
    checking = request.POST.get("act") == "check"
    if not form.is_valid() or checking:
        return _show(request, found, form=form, chosen=chosen, checking=checking)
    revision = form.cleaned_data["revision"] or 0
    try:
        with transaction.atomic():
            saved = answers.edit_answer(
                found, actor=request.user, revision=revision, points=chosen, **_text(form)
            )
            return _saved(request, saved)
    except Refused as refused:
        now = Answer.objects.select_related(*PEOPLE).get(pk=found.pk)
        theirs = now if now.revision != revision else None
        data = request.POST.copy()
        data["revision"] = str(now.revision)
        form = AnswerForm(data)
        return _show(request, now, form=form, chosen=chosen, theirs=theirs, refusal=str(refused))


def _show(
    request: HttpRequest,
    found: Answer,
    *,
    form: AnswerForm | None = None,
    chosen: list[Point] | None = None,
    theirs: Answer | None = None,
    refusal: str = "",
    checking: bool = False,
) -> HttpResponseBase:
    failed = form is not None and not checking and bool(form.errors)
    own = list(queries.points(found.consultation).filter(answer=found))
    may_write = permissions.may(request.user, Act.ANSWER) and not found.is_fixed
    is_editing = may_write and (
        form is not None or found.status == AnswerStatus.DRAFT or "edit" in request.GET
    )
    form = form or AnswerForm(answer=found)
    wrote = queries.writers(found)
    is_approver = permissions.may(request.user, Act.APPROVE_ANSWER)
    context = {
        "answer": found,
        "consultation": found.consultation,
        "points": own,
        **(_choices(found, own, own if chosen is None else chosen) if is_editing else {}),
        "answer_form": form,
        "form": form if failed else None,
        "reading": read(form["plain"].value() or "") if is_editing else None,
        "theirs": theirs,
        "their_event": theirs and _last_edit(theirs),
        "refusal": refusal,
        "returning": request.POST.get("returned_because", ""),
        "may_write": may_write,
        "is_editing": is_editing,
        "may_submit": may_write and found.status == AnswerStatus.DRAFT,
        "may_approve": is_approver
        and found.status == AnswerStatus.SUBMITTED
        and request.user.pk not in wrote,
        "wrote_it": is_approver and request.user.pk in wrote,
        "may_return": is_approver
        and found.status in {AnswerStatus.SUBMITTED, AnswerStatus.APPROVED},
        "changes": found.changes.filter(removed_at=None).select_related("decision__consultation"),
        "steps": history.steps(found),
    }
    return render(request, "answers/answer.html", context, status=422 if refusal or failed else 200)


def _choices(found: Answer, own: list[Point], chosen: list[Point]) -> dict[str, Any]:
    """The points it answers or was just going to, and more about the same themes to add."""
    listed = list({point.pk: point for point in [*own, *chosen]}.values())
    themes = {point.theme_id for point in listed} - {None}
    others = queries.points(found.consultation).filter(answer=None, theme__in=themes)
    more = others.exclude(pk__in=[point.pk for point in listed])[:OFFERED]
    return {"rows": _ticked(listed, chosen), "others": _ticked(more, chosen)}


def _last_edit(found: Answer) -> Any:
    edits = found.events.filter(kind__in=[kinds.ANSWER_DRAFTED, kinds.ANSWER_EDITED])
    return edits.select_related("actor").order_by("-pk").first()


def _check_unchanged(request: HttpRequest, found: Answer, to: AnswerStatus) -> None:
    """Refuse to judge a text that is no longer the one on the screen, or what was done already."""
    # The consultation first, in the order in which the acts lock.
    locked(found.consultation)
    now = locked(found)
    if now.status == to:
        raise Refused(
            _("Answer %(reference)s already has the status “%(status)s”. Nothing was changed now.")
            % {"reference": found.reference, "status": to.label}
        )
    if str(now.revision) != request.POST.get("revision"):
        raise Refused(
            _("Answer %(reference)s was changed after you opened it. Read it again first.")
            % {"reference": found.reference}
        )


def _submit(request: HttpRequest, found: Answer) -> HttpResponseBase:
    with transaction.atomic():
        _check_unchanged(request, found, AnswerStatus.SUBMITTED)
        answers.submit_answer(found, actor=request.user)
    told = _("Answer %(reference)s was offered for approval.")
    messages.success(request, told % {"reference": found.reference})
    return redirect("answers:answer", found.pk)


def _approve(request: HttpRequest, found: Answer) -> HttpResponseBase:
    with transaction.atomic():
        _check_unchanged(request, found, AnswerStatus.APPROVED)
        answers.approve_answer(found, actor=request.user)
    reference = {"reference": found.reference}
    following = queries.next_to_approve(found.consultation, request.user)
    if following is None:
        told = _("Answer %(reference)s was approved. No other answer waits for you here.")
        messages.success(request, told % reference)
        return redirect("answers:answer", found.pk)
    messages.success(
        request, _("Answer %(reference)s was approved. This is the next one.") % reference
    )
    return redirect("answers:answer", following.pk)


def _return(request: HttpRequest, found: Answer) -> HttpResponseBase:
    with transaction.atomic():
        _check_unchanged(request, found, AnswerStatus.DRAFT)
        reason = request.POST.get("returned_because", "")
        answers.return_answer(found, actor=request.user, reason=reason)
    told = _("Answer %(reference)s was given back to %(name)s.")
    messages.success(request, told % {"reference": found.reference, "name": found.author.name})
    return redirect("answers:answer", found.pk)


ACTS: dict[str, Callable[[HttpRequest, Answer], HttpResponseBase]] = {
    "offer": _submit,
    "approve": _approve,
    "return": _return,
}
