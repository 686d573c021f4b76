"""Who was at a meeting and consented to hear of its report, until they heard it (GDPR 7)."""

from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from participatie.accounts.models import User
from participatie.core import clock, terms
from participatie.intake.meeting.models import (
    KEPT_AFTER_TOLD,
    KEPT_AT_MOST,
    Attendee,
    Meeting,
    Step,
)
from participatie.intake.meeting.track import note, require_clerk
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Contact
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryWay


def register(
    meeting: Meeting, *, actor: User, contact: Contact, way: DeliveryWay, key: UUID
) -> Attendee:
    """Keep somebody who consented on paper. Sent twice with the same `key` it is one person.

    Who is registered after the report became public is told at once.
    """
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(meeting)
        if fresh.held_on > clock.today():
            raise Refused(_("This meeting has still to be held."))
        if fresh.held_on < clock.today() - KEPT_AT_MOST:
            raise Refused(_("This meeting is too long ago: we may not keep names of it any more."))
        attendee, made = Attendee.objects.get_or_create(
            pk=key,
            defaults={
                "meeting": fresh,
                "sealed_contact": asdict(contact),
                "way": way,
                "consented_on": fresh.held_on,
                "noted_at": clock.now(),
            },
        )
        if made:
            note(fresh, Step.CONSENT_NOTED, actor)
            if fresh.report_ready_at is not None and way == DeliveryWay.EMAIL:
                _plan([attendee])
    return attendee


def withdraw(attendee: Attendee, *, actor: User) -> None:
    """The consent is taken back: everything about this person goes at once (GDPR 7:3)."""
    require_clerk(actor)
    with transaction.atomic():
        meeting = locked(attendee.meeting)
        if _erase(meeting, Attendee.objects.filter(pk=attendee.pk)):
            note(meeting, Step.CONSENT_WITHDRAWN, actor)


def count_others(meeting: Meeting, *, actor: User, number: int) -> None:
    """Note how many were there of whom nothing is kept."""
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(meeting)
        if fresh.others_present != number:
            fresh.others_present = number
            fresh.save(update_fields=["others_present"])
            note(fresh, Step.CHANGED, actor)


def look(meeting: Meeting, *, actor: User) -> None:
    """Somebody sees the names; on the track, once a day for each colleague."""
    require_clerk(actor)
    today = terms.start_of(clock.today())
    if not meeting.steps.filter(kind=Step.ATTENDEES_SEEN, by=actor, at__gte=today).exists():
        note(meeting, Step.ATTENDEES_SEEN, actor)


def to_tell(meeting: Meeting, way: DeliveryWay) -> QuerySet[Attendee]:
    """Who has not heard of the public report yet, and hears of it this way."""
    return meeting.attendees.filter(way=way, told_at=None, meeting__report_ready_at__isnull=False)


def plan_to_tell(meeting: Meeting) -> None:
    """Defer a mail for each who wants one and has not had it; letters wait to be printed.

    Runs inside the act that is the cause.
    """
    _plan(to_tell(meeting, DeliveryWay.EMAIL))


def _plan(attendees: Iterable[Attendee]) -> None:
    for attendee in attendees:
        app.configure_task("meetings.tell_attendee").defer(attendee_id=str(attendee.pk))


def note_told(attendee: Attendee, *, actor: User | None = None) -> None:
    """Remember that this person heard of the report; runs inside a transaction."""
    attendee.told_at, attendee.error = clock.now(), ""
    attendee.save(update_fields=["told_at", "error"])
    note(attendee.meeting, Step.TOLD, actor)


def posted(meeting: Meeting, *, actor: User, keys: Iterable[UUID]) -> int:
    """Note that these letters went to the post; how many."""
    require_clerk(actor)
    with transaction.atomic():
        fresh = locked(meeting)
        waiting = list(to_tell(fresh, DeliveryWay.LETTER).filter(pk__in=list(keys)))
        for attendee in waiting:
            note_told(attendee, actor=actor)
    return len(waiting)


def erase_old() -> int:
    """Erase everybody whose term is over; how many."""
    now, today = clock.now(), clock.today()
    over = Q(attendees__told_at__lt=now - KEPT_AFTER_TOLD) | Q(
        attendees__isnull=False, held_on__lt=today - KEPT_AT_MOST
    )
    erased = 0
    for found in Meeting.objects.filter(over).distinct():
        with transaction.atomic():
            meeting = locked(found)
            gone = meeting.attendees.all()
            if meeting.held_on >= today - KEPT_AT_MOST:
                gone = gone.filter(told_at__lt=now - KEPT_AFTER_TOLD)
            if number := _erase(meeting, gone):
                note(meeting, Step.ERASED, None, count=number)
                erased += number
    return erased


def _erase(meeting: Meeting, gone: QuerySet[Attendee]) -> int:
    """They were there all the same: as a number they stay."""
    number, _per_model = gone.delete()
    if number:
        Meeting.objects.filter(pk=meeting.pk).update(others_present=F("others_present") + number)
    return number
