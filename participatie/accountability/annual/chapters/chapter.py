"""What every chapter of the yearly overview is made of, for page, PDF and spreadsheet alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from participatie.accountability.annual.counts import Counts
from participatie.accountability.annual.year import Year
from participatie.accountability.lagging import in_words
from participatie.accountability.parity import FEW, Share, Wait
from participatie.accountability.tables import Table
from participatie.pipeline.models import Consultation


@dataclass(frozen=True)
class Reader:
    """For whom it is told: everyone, or the Staten.

    Everyone gets no number so small that it could point at a person.
    """

    is_everyone: bool
    address: Callable[[Consultation], str]
    """Where this reader reads about a consultation."""

    def people(self, count: int) -> str:
        """A number of people, or of what says something about people."""
        if self.is_everyone and 0 < count < FEW:
            return _("fewer than %(few)s") % {"few": FEW}
        return number(count)


class Listing(Table):
    """A table of words."""

    @property
    def columns(self) -> list[dict[str, Any]]:
        """As components/table.html wants them."""
        return [{"label": name} for name in self.names]

    def as_block(self, widths: Sequence[float]) -> dict[str, Any]:
        """As templates/pdf/base.typ wants it."""
        return super().as_block(widths) | {"numbers": False}


@dataclass(frozen=True)
class Chapter:
    """One subject: tables, how they were counted, and what is said when there is nothing."""

    slug: str
    title: str
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """How it was counted, in plain words."""
    words: list[str] = field(default_factory=list)
    """What is said before the tables."""


@dataclass(frozen=True)
class Compared:
    """The counts of a year, and of the year before where there is something of that."""

    year: Year
    now: Counts
    before: Counts | None

    def any(self, count: Callable[[Counts], int]) -> bool:
        """Whether there is something to count in one of the years."""
        return bool(count(self.now) or (self.before is not None and count(self.before)))

    def table(
        self,
        caption: str,
        rows: Sequence[tuple[str, Callable[[Counts], str]]],
    ) -> Table:
        """A row for each (name, what to tell), and a column for each year."""
        years = [(str(self.year), self.now)]
        if self.before is not None:
            years.append((str(self.year.before), self.before))
        return Table(
            caption,
            [_("What"), *(name for name, _counts in years)],
            [[name, *(tell(counts) for _year, counts in years)] for name, tell in rows],
        )


def number(count: int) -> str:
    """A number for people: 1.234."""
    return number_format(count, force_grouping=True)


def share(part: int, whole: int) -> str:
    """In whole per cents, neither 0 nor 100 unless it is exactly that; of few, only the numbers."""
    return Share(part, whole).told


def time(wait: Wait, length: timedelta) -> str:
    """A waiting time; of few senders not, as one of them would decide what it says."""
    if not wait.count:
        return _("none")
    return in_words(length) if wait.is_enough else _("too few")
