"""Calendar entries as an iCalendar file (RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

from participatie.core import organisation, terms
from participatie.news import wording
from participatie.news.models import CalendarEntry, EntryKind
from participatie.pipeline import addresses

RENEWED_AFTER = timedelta(hours=12)
"""How often a program that follows the calendar should look again (RFC 7986 5.7)."""


def calendar(entries: Sequence[CalendarEntry], *, name: str) -> bytes:
    """The file with these entries, in the language of now. The same entries give the same bytes."""
    made = Calendar()
    made.add("prodid", f"-//{organisation.details().name}//participatie//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    # The name that programs from before RFC 7986 know.
    made.add("x-wr-calname", name)
    made.add("refresh-interval", vDuration(RENEWED_AFTER), parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", str(entry.key))
    event.add("dtstamp", entry.updated_at.astimezone(UTC))
    event.add("last-modified", entry.updated_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", vText(_summary(entry)), parameters={"LANGUAGE": get_language()})
    event.add("description", vText(_description(entry)))
    event.add("url", _address(entry))
    event.add("status", "CANCELLED" if entry.cancelled_at else "CONFIRMED")
    if entry.place:
        event.add("location", vText(entry.place))
    if entry.starts_at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        # A day to know of, on which nobody is busy because of it.
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", entry.starts_at.astimezone(terms.zone()))
        if entry.ends_at is not None:
            event.add("dtend", entry.ends_at.astimezone(terms.zone()))
    return event


def _summary(entry: CalendarEntry) -> str:
    about = entry.consultation.title
    said = {
        EntryKind.OPENS: _("You can respond from today: %(about)s"),
        EntryKind.CLOSES: _("Last day to respond: %(about)s"),
        EntryKind.DECISION_EXPECTED: _("Decision expected: %(about)s"),
        EntryKind.DECISION_MADE: _("Decision: %(about)s"),
    }
    kind = EntryKind(entry.kind)
    return said[kind] % {"about": about} if kind in said else f"{entry.title}: {about}"


def _description(entry: CalendarEntry) -> str:
    return "\n".join(filter(None, (entry.text, _address(entry))))


def _address(entry: CalendarEntry) -> str:
    return wording.absolute(addresses.consultation(entry.consultation.slug))
