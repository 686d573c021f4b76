"""The yearly overview as it is told to a reader: all chapters, at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.cache import cache
from django.utils.translation import gettext as _

from participatie.accountability.annual import counts, happened, times
from participatie.accountability.annual.chapters import duty, handling, taking_part
from participatie.accountability.annual.chapters.chapter import (
    Chapter,
    Compared,
    Reader,
    number,
    share,
)
from participatie.accountability.annual.year import Year
from participatie.accountability.parity import FEW
from participatie.core import accessibility, clock, languages
from participatie.core.templatetags.prose import nl_date

KEPT_FOR = 10 * 60
"""Seconds. It counts the whole record, and the moment at which it was counted stands beside it."""


@dataclass(frozen=True)
class Overview:
    """A year in chapters, as it was at `made_at`."""

    year: Year
    made_at: datetime
    is_empty: bool
    """Whether nothing happened in it that people took part in."""
    figures: list[dict[str, str]]
    """{number, label}: the year in short."""
    remarks: list[str]
    """What a reader must know before the figures."""
    chapters: list[Chapter]

    @cached_property
    def title(self) -> str:
        """What it is called."""
        return _("Yearly overview %(year)s") % {"year": self.year}


def overview(year: Year, reader: Reader, every: Sequence[Year]) -> Overview:
    """The overview of a year for this reader, at most ten minutes old; `every` year there is."""
    audience = "everyone" if reader.is_everyone else "staten"
    key = f"annual-{year}-{audience}-{languages.current()}"
    found: Overview | None = cache.get(key)
    if found is None:
        found = make(year, reader, has_before=year.before in every)
        cache.set(key, found, KEPT_FOR)
    return found


def make(year: Year, reader: Reader, *, has_before: bool) -> Overview:
    """Count it now; `has_before`: lay it beside the year before. The number of queries is fixed."""
    now = counts.of(year)
    before = counts.of(year.before) if has_before else None
    compared = Compared(year, now, before)
    earlier = times.by_door(year.before) if has_before else None
    used, broken = happened.algorithms_of(year), happened.outages(year)
    return Overview(
        year=year,
        made_at=clock.now(),
        is_empty=now.is_empty,
        figures=_in_short(now),
        remarks=_remarks(compared, reader),
        chapters=[
            taking_part.consultations(compared, happened.consultations(year), reader),
            taking_part.doors(compared),
            taking_part.participation(compared, reader),
            handling.turnaround(
                compared, times.by_door(year), earlier, times.promises(year), reader
            ),
            handling.outcomes(compared),
            duty.accessibility(compared, accessibility.statement(), reader),
            duty.algorithms(year, used),
            duty.outages(year, broken),
            duty.questions(compared),
            duty.notices(compared, reader),
            duty.look_ups(compared, reader),
        ],
    )


def _in_short(now: counts.Counts) -> list[dict[str, str]]:
    def figure(count: str, label: str) -> dict[str, str]:
        return {"number": count, "label": label}

    return [
        figure(number(now.together.received), _("contributions")),
        figure(
            share(now.without_computer, now.together.received).partition(" (")[0],
            _("without a computer"),
        ),
        figure(number(now.answered_points), _("points answered")),
        figure(number(now.changed_points), _("points that led to a change")),
    ]


def _remarks(compared: Compared, reader: Reader) -> list[str]:
    year, found = compared.year, []
    if not year.is_over:
        found.append(
            _(
                "%(year)s is not over. You see the figures up to and including %(day)s; they "
                "still change."
            )
            % {"year": year, "day": nl_date(clock.today())}
        )
        if compared.before is not None:
            found.append(
                _("%(before)s stands beside it as a whole year.") % {"before": year.before}
            )
    if compared.before is None:
        found.append(
            _("There is nothing to compare with: of %(before)s nothing stands on record.")
            % {"before": year.before}
        )
    if reader.is_everyone:
        found.append(
            _(
                "Numbers below %(few)s that say something about people are told as “fewer than "
                "%(few)s”, so that nobody can be recognised."
            )
            % {"few": FEW}
        )
    return found
