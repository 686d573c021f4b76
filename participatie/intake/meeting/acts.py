"""What is done with a meeting itself: made, changed, its report made public."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import tidy
from participatie.intake.meeting import attendance
from participatie.intake.meeting.models import Meeting, Step
from participatie.intake.meeting.track import note, require_clerk
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a meeting is: its name, when and where it is held, who takes the notes."""

    consultation: Consultation
    name: str
    held_on: date
    place: str
    notes_by: str


def make(details: Details, *, actor: User) -> Meeting:
    """Make a meeting; it may still have to be held."""
    require_clerk(actor)
    with transaction.atomic():
        meeting = Meeting.objects.create(made_by=actor, made_at=clock.now(), **vars(details))
        note(meeting, Step.MADE, actor)
    return meeting


def change(meeting: Meeting, details: Details, *, actor: User) -> Meeting:
    """Correct the details.

    Once somebody spoke, consultation and day stay: their contributions are numbered and judged
    to be in time by them.
    """
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(meeting)
        before = {name: getattr(fresh, name) for name in vars(details)}
        fixed = (details.consultation, details.held_on) != (fresh.consultation, fresh.held_on)
        if fixed and fresh.speakers.exists():
            raise Refused(
                _(
                    "People have spoken already: the consultation and the day cannot be changed "
                    "any more."
                )
            )
        if before == vars(details):
            return fresh
        for name, value in vars(details).items():
            setattr(fresh, name, value)
        fresh.save(update_fields=list(before))
        note(fresh, Step.CHANGED, actor)
    return fresh


def write_report(meeting: Meeting, *, actor: User, text: str, seen_at: datetime) -> Meeting:
    """Keep the general part of the report, as far as it is written.

    `seen_at` is when the actor saw the text that this one replaces: what a colleague wrote since
    then is not written over.
    """
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(meeting)
        written = tidy(text)
        if written == fresh.report:
            return fresh
        if fresh.report_ready_at is not None:
            raise Refused(_("The report is public already and does not change any more."))
        by_another = fresh.report_saved_by_id not in (None, actor.pk)
        if by_another and fresh.report_saved_at and fresh.report_saved_at > seen_at:
            raise Refused(
                _(
                    "A colleague wrote in this report too, while you did. What is kept stands "
                    "below; put your words with it, and save again."
                )
            )
        fresh.report, fresh.report_saved_by, fresh.report_saved_at = written, actor, clock.now()
        fresh.save(update_fields=["report", "report_saved_by", "report_saved_at"])
    return fresh


def make_public(meeting: Meeting, *, actor: User) -> Meeting:
    """Fix the report, make it public, and tell those who consented to hear of it, once."""
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(meeting)
        if fresh.report_ready_at is not None:
            return fresh
        if fresh.held_on > clock.today():
            raise Refused(_("This meeting has still to be held."))
        fresh.report_ready_at = clock.now()
        fresh.save(update_fields=["report_ready_at"])
        note(fresh, Step.REPORT_READY, actor)
        attendance.plan_to_tell(fresh)
    return fresh
