"""The days that an editor put on the page of a consultation, between those of the procedure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.core import clock, terms
from participatie.news.agenda import Entry
from participatie.news.models import EntryKind


@dataclass(frozen=True)
class Moment:
    """Something on a day: an information evening, a meeting of the Provincial Council.

    `key` is the block's own id, which stays when the moment is moved; empty before it was saved.
    Times are local.
    """

    key: str
    day: date
    title: str
    text: str = ""
    place: str = ""
    begins: time | None = None
    ends: time | None = None
    can_respond: bool = False

    @property
    def when(self) -> str:
        """Day and hours in words: “6 november 2026, 19.00 tot 21.00 uur”."""
        day = date_format(self.day, "j F Y")
        if self.begins is None:
            return day
        begins = _clock(self.begins)
        if self.ends is None:
            return _("%(day)s, %(time)s") % {"day": day, "time": begins}
        hours = {"day": day, "begins": begins, "ends": _clock(self.ends)}
        return _("%(day)s, %(begins)s to %(ends)s") % hours

    @property
    def details(self) -> str:
        """Where it is, and what the editor tells of it."""
        return ". ".join(filter(None, (self.place, self.text)))

    @property
    def is_over(self) -> bool:
        """Whether its day lies behind us."""
        return self.day < clock.today()


def _clock(moment: time) -> str:
    return f"{moment.hour}.{moment.minute:02}"


def of(body: Any) -> list[Moment]:
    """The moments in all timelines of a body, the earliest first."""
    timelines = (block.value for block in body if block.block_type == "timeline")
    found = (moment for timeline in timelines for moment in in_timeline(timeline))
    return sorted(found, key=lambda moment: (moment.day, moment.begins or time.min))


def in_timeline(timeline: Any) -> Iterator[Moment]:
    """The moments of one timeline block, as the editor put them."""
    for bound in timeline["moments"].bound_blocks:
        value = bound.value
        if value["day"] is None:  # A draft.
            continue
        yield Moment(
            key=bound.id or "",
            day=value["day"],
            title=value["title"],
            text=value.get("text") or "",
            place=value.get("place") or "",
            begins=value.get("begins"),
            ends=value.get("ends"),
            can_respond=bool(value.get("can_respond")),
        )


def for_calendar(body: Any) -> list[Entry]:
    """The moments as the calendar of the consultation keeps them."""
    return [
        Entry(
            name=moment.key,
            kind=EntryKind.MOMENT,
            day=moment.day,
            starts_at=_at(moment.day, moment.begins),
            ends_at=_at(moment.day, moment.ends),
            title=moment.title,
            text=moment.text,
            place=moment.place,
        )
        for moment in of(body)
    ]


def _at(day: date, moment: time | None) -> datetime | None:
    return None if moment is None else datetime.combine(day, moment, tzinfo=terms.zone())
