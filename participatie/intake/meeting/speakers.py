"""Keeping what is typed for a speaker, and turning each turn into one contribution."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.intake.meeting.forms import SpeakerForm
from participatie.intake.meeting.models import (
    Agreement,
    Meeting,
    Speaker,
    SpeakerEntry,
    Step,
)
from participatie.intake.meeting.track import note, require_clerk
from participatie.intake.typing import unfinished
from participatie.intake.typing.receiving import receive_typed
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import AttachmentKind, Channel

LEFT_ALONE = timedelta(minutes=15)
"""When nothing was typed for so long, a colleague may go on with an entry."""


def keep(meeting: Meeting, key: UUID, typed: dict[str, str], *, clerk: User) -> SpeakerEntry:
    """Keep what was typed so far under `key`. Raises PermissionDenied for a colleague's entry."""
    return unfinished.keep(SpeakerEntry, key, typed, clerk=clerk, meeting=meeting)


def may_take_over(entry: SpeakerEntry) -> bool:
    """Whether the colleague who typed it has left it alone for some time."""
    return entry.saved_at < clock.now() - LEFT_ALONE


def take_over(entry: SpeakerEntry, *, actor: User) -> SpeakerEntry:
    """Go on with what a colleague left behind: what was said must not wait for who is ill."""
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(entry)
        if fresh.clerk_id != actor.pk and not may_take_over(fresh):
            raise Refused(_("A colleague is typing in this contribution."))
        fresh.clerk, fresh.saved_at = actor, clock.now()
        fresh.save(update_fields=["clerk", "saved_at"])
    return fresh


def speaker_of(key: UUID, clerk: User) -> Speaker | None:
    """The turn that this entry has become already, if it has."""
    found = (
        Speaker.objects.select_related("contribution__consultation", "meeting")
        .filter(contribution__submission_key=key)
        .first()
    )
    if found is not None and found.contribution.entered_by_id != clerk.pk:
        raise PermissionDenied(_("A colleague is typing in this contribution."))
    return found


def save(entry: SpeakerEntry, form: SpeakerForm, *, clerk: User) -> Speaker:
    """Put what this speaker said on the track, in the next turn; sent twice it is one turn.

    Raises `pipeline.refusals.Refused`; the entry is then still there.
    """
    require_clerk(clerk)
    agreement = Agreement(form.cleaned_data["agreement"])
    with transaction.atomic():
        # Whoever sends the same entry at this very moment waits here, and then finds it done.
        meeting = locked(entry.meeting)
        if earlier := speaker_of(entry.pk, clerk):
            return earlier
        if meeting.held_on > clock.today():
            raise Refused(_("This meeting has still to be held. Is its day right?"))
        files = [
            (kept.file, AttachmentKind(kept.kind)) for kept in entry.files.select_related("file")
        ]
        heard = str(agreement.label)
        contribution = receive_typed(form, actor=clerk, files=files, key=entry.pk, heard=heard)
        speaker = give_turn(meeting, contribution, actor=clerk, agreement=agreement)
        SpeakerEntry.objects.filter(pk=entry.pk).delete()
    return speaker


def give_turn(
    meeting: Meeting, contribution: Contribution, *, actor: User, agreement: Agreement
) -> Speaker:
    """Put a contribution that came in at this meeting in the next turn."""
    require_clerk(actor)
    if contribution.channel != Channel.MEETING:
        raise Refused(_("This contribution did not come in at a meeting."))
    if contribution.consultation_id != meeting.consultation_id:
        raise Refused(_("This contribution is about another consultation."))
    with transaction.atomic():
        fresh = locked(meeting)
        last = fresh.speakers.aggregate(last=Max("order"))["last"] or 0
        speaker = Speaker.objects.create(
            meeting=fresh, order=last + 1, contribution=contribution, agreement=agreement
        )
        note(fresh, Step.SPEAKER_SAVED, actor, speaker=speaker, agreement=agreement)
    return speaker


def note_agreement(speaker: Speaker, *, actor: User, agreement: Agreement) -> Speaker:
    """Note what the speaker says of the text as it was written down (Awb 3:17)."""
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(speaker)
        if fresh.agreement == agreement:
            return fresh
        fresh.agreement = agreement
        fresh.save(update_fields=["agreement"])
        note(fresh.meeting, Step.AGREEMENT_NOTED, actor, speaker=fresh, agreement=agreement)
    return fresh


def note_slips(meeting: Meeting, made_for: Sequence[Speaker], *, actor: User) -> None:
    """Note that slips with these follow codes were made: who has a code can read along."""
    require_clerk(actor)
    with transaction.atomic():
        rows = Speaker.objects.filter(pk__in=[speaker.pk for speaker in made_for])
        rows.update(slip_made_at=clock.now())
        note(meeting, Step.SLIPS_MADE, actor, count=len(made_for))
