"""The calendar of a consultation, kept in step with the record and with its page.

An entry keeps its identity. When it moves or gets other words its sequence goes up (RFC 5545
3.8.7.4), and when it is gone it is cancelled, so that calendars follow.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from participatie.core import clock
from participatie.news.models import CalendarEntry, EntryKind
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Consultation, Event


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What stands in a calendar: a whole day, or from `starts_at`, both in Europe/Amsterdam."""

    name: str
    kind: EntryKind
    day: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    title: str = ""
    text: str = ""
    place: str = ""


@subscribe(kinds.PUT_IN_FORCE, kinds.TERM_CHANGED, kinds.PROCEDURE_CHANGED, kinds.DECISION_ADOPTED)
def follow(events: Sequence[Event]) -> None:
    """Put the days of the record in the calendar."""
    for event in events:
        consultation = event.consultation
        # A decision that was made stays, whatever changes in the procedure afterwards.
        names = {"decision"} if consultation.decided_at is None else set()
        _put(consultation, _of_the_record(consultation, event), names)


def _of_the_record(consultation: Consultation, event: Event) -> list[Entry]:
    """First and last day of the term, and the day of the decision as far as it is known."""
    entries = [
        Entry(name="opens", kind=EntryKind.OPENS, day=consultation.opens_on),
        Entry(name="closes", kind=EntryKind.CLOSES, day=consultation.closes_on),
    ]
    if event.kind == kinds.DECISION_ADOPTED:
        day = date.fromisoformat(event.data["adopted_on"])
        entries.append(Entry(name="decision", kind=EntryKind.DECISION_MADE, day=day))
    elif consultation.decision_expected_on and not consultation.decided_at:
        day = consultation.decision_expected_on
        entries.append(Entry(name="decision", kind=EntryKind.DECISION_EXPECTED, day=day))
    return entries


def put_moments(consultation: Consultation, moments: Sequence[Entry]) -> None:
    """Make these the moments of a consultation, beside the days of the record.

    Each has a `name` of its own that stays when it is moved.
    """
    known = consultation.calendar.filter(kind=EntryKind.MOMENT).values_list("name", flat=True)
    _put(consultation, moments, set(known))


def _put(consultation: Consultation, entries: Sequence[Entry], names: set[str]) -> None:
    """Write `entries`; what is known by one of `names` and is not among them is cancelled."""
    now = clock.now()
    with transaction.atomic():
        known = {row.name: row for row in consultation.calendar.select_for_update().order_by("pk")}
        for entry in entries:
            row = known.get(entry.name)
            wanted = asdict(entry) | {"cancelled_at": None}
            if row is None:
                CalendarEntry.objects.create(consultation=consultation, updated_at=now, **wanted)
            elif any(getattr(row, name) != value for name, value in wanted.items()):
                _change(row, wanted, now)
        for name in names & known.keys() - {entry.name for entry in entries}:
            if known[name].cancelled_at is None:
                _change(known[name], {"cancelled_at": now}, now)


def _change(row: CalendarEntry, wanted: dict[str, object], now: datetime) -> None:
    for name, value in wanted.items():
        setattr(row, name, value)
    row.sequence += 1
    row.updated_at = now
    row.save()
