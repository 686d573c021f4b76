"""Typing in one speaker after the other."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import tidy
from participatie.intake.meeting import lines, speakers
from participatie.intake.meeting.forms import SpeakerForm
from participatie.intake.meeting.models import Meeting, Speaker, SpeakerEntry
from participatie.intake.meeting.views.meetings import crumbs, found
from participatie.intake.typing import unfinished
from participatie.intake.typing.doors import DOORS
from participatie.intake.typing.forms import FILES
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel, SubmitterKind, Timeliness

LAST_SHOWN = 5


@require_safe
@role_required(Role.CLERK)
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An empty form for the next speaker."""
    meeting = found(pk)
    if meeting.held_on > clock.today():
        messages.info(request, _("This meeting has still to be held. Is its day right?"))
        return redirect("meeting_notes:meeting", pk)
    reply_by = DOORS[Channel.MEETING].reply_by.value
    initial = {"kind": SubmitterKind.PERSON.value, "reply_by": reply_by}
    return _page(request, SpeakerForm(meeting, initial=initial), uuid4())


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def entry(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    """One speaker: go on typing, or save."""
    meeting = found(pk)
    done = speakers.speaker_of(key, request.user)
    if request.method != "POST":
        if done is not None:
            return redirect("meeting_notes:turn", pk, done.order)
        kept = get_object_or_404(SpeakerEntry.objects.select_related("clerk"), pk=key, meeting=pk)
        if kept.clerk_id != request.user.pk:
            return _of_a_colleague(request, meeting, kept)
        return _page(request, SpeakerForm(meeting, initial=kept.typed, kept=_files(kept)), key)
    typed = SpeakerForm.typed(request.POST)
    if "autosave" in request.POST:
        if done is None:
            speakers.keep(meeting, key, typed, clerk=request.user)
        return HttpResponse(status=204)
    if done is not None:
        return _saved_before(request, meeting, done, typed)
    kept = speakers.keep(meeting, key, typed, clerk=request.user)
    return _finish(request, meeting, kept, typed)


def _finish(
    request: HttpRequest, meeting: Meeting, kept: SpeakerEntry, typed: dict[str, str]
) -> HttpResponse:
    """Save what is complete; otherwise say what is missing."""
    unfinished.remove_files(kept, request.POST.getlist("remove"))
    sent = {name: request.FILES.getlist(name) for name in FILES if name in request.FILES}
    problems = unfinished.add_files(kept, sent)
    form = SpeakerForm(meeting, typed, kept=_files(kept))
    for name, texts in problems.items():
        form.add_error(name, texts)
    if form.errors:
        if done := speakers.speaker_of(kept.pk, request.user):
            # The same form was sent a moment before; with it went the files of this entry.
            unfinished.discard(kept)
            return _saved_before(request, meeting, done, kept.typed)
        return _page(request, form, kept.pk)
    try:
        made = speakers.save(kept, form, clerk=request.user)
    except Refused as refused:
        return _page(request, form, kept.pk, refusal=str(refused))
    _report(request, made)
    if "next" in request.POST:
        return redirect("meeting_notes:enter", meeting.pk)
    return redirect("meeting_notes:meeting", meeting.pk)


def _report(request: HttpRequest, made: Speaker) -> None:
    named = {"number": made.order, "reference": made.contribution.reference}
    if made.contribution.timeliness == Timeliness.LATE:
        said = _("Speaker %(number)d was saved as %(reference)s. The meeting was after the term.")
        messages.warning(request, said % named)
    else:
        messages.success(request, _("Speaker %(number)d was saved as %(reference)s.") % named)


@require_POST
@role_required(Role.CLERK)
def discard(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Throw an unfinished speaker away."""
    kept = SpeakerEntry.objects.filter(pk=key, meeting=pk).first()
    if kept is not None:
        unfinished.require_own(kept, request.user)
        unfinished.discard(kept)
        messages.success(request, _("The unfinished entry was thrown away."))
    return redirect("meeting_notes:meeting", pk)


@require_POST
@role_required(Role.CLERK)
def take_over(request: HttpRequest, pk: UUID, key: UUID) -> HttpResponse:
    """Go on with what a colleague left behind."""
    kept = get_object_or_404(SpeakerEntry, pk=key, meeting=pk)
    try:
        speakers.take_over(kept, actor=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("meeting_notes:entry", pk, key)


def _of_a_colleague(request: HttpRequest, meeting: Meeting, kept: SpeakerEntry) -> HttpResponse:
    context = {
        "crumbs": crumbs(meeting),
        "meeting": meeting,
        "entry": kept,
        "can_take_over": speakers.may_take_over(kept),
    }
    return render(request, "meeting_notes/of_a_colleague.html", context)


def _saved_before(
    request: HttpRequest, meeting: Meeting, done: Speaker, typed: dict[str, str]
) -> HttpResponse:
    if tidy(typed.get("text", "")) == done.contribution.text:
        _report(request, done)
        return redirect("meeting_notes:meeting", meeting.pk)
    # Somebody went back in the browser and typed on: that text must not vanish.
    key = uuid4()
    kept = speakers.keep(meeting, key, typed, clerk=request.user)
    refusal = _(
        "This was saved already, as %(reference)s, and that text never changes. What you typed "
        "now is below: save it if it is a new contribution."
    )
    form = SpeakerForm(meeting, initial=kept.typed)
    said = refusal % {"reference": done.contribution.reference}
    return _page(request, form, key, refusal=said)


def _files(kept: SpeakerEntry) -> list[Any]:
    return list(kept.files.select_related("file"))


def _page(request: HttpRequest, form: SpeakerForm, key: UUID, refusal: str = "") -> HttpResponse:
    meeting = form.meeting
    if not form.errors and not refusal:
        form.fields["text"].widget.attrs["autofocus"] = True
    last = meeting.speakers.select_related("contribution__consultation").order_by("-order")
    shown = lines.speakers(last[:LAST_SHOWN])
    context = {
        "crumbs": crumbs(meeting),
        "meeting": meeting,
        "form": form,
        "key": key,
        "refusal": refusal,
        "turn": (last[0].order if shown else 0) + 1,
        "last": shown,
        "questions": meeting.consultation.form.questions,
        "action": reverse("meeting_notes:entry", args=[meeting.pk, key]),
    }
    return render(request, "meeting_notes/speaker.html", context)
