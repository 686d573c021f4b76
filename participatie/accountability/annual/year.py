"""A year of the yearly overview: which ones there are, and what falls in one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min, Q

from participatie.core import clock, terms
from participatie.pipeline.models import Consultation, Contribution


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year, in the time zone that people live in."""

    number: int

    def __str__(self) -> str:
        return str(self.number)

    @property
    def first(self) -> date:
        """New Year's Day."""
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        """New Year's Eve."""
        return date(self.number, 12, 31)

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return terms.start_of(self.first)

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return terms.end_of(self.last)

    @property
    def is_over(self) -> bool:
        """Whether nothing can be added to it any more."""
        return self.ends_at <= clock.now()

    @property
    def before(self) -> "Year":
        """The year before it."""
        return Year(self.number - 1)

    def has_moment(self, field: str) -> Q:
        """That this moment falls in it."""
        return Q(**{f"{field}__gte": self.begins_at, f"{field}__lt": self.ends_at})

    def has_day(self, field: str) -> Q:
        """That this day falls in it."""
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})


def known() -> list[Year]:
    """The years since the first consultation or contribution, this one first; 2 queries."""
    now = clock.today().year
    opened = Consultation.objects.aggregate(first=Min("opens_on"))["first"]
    received = Contribution.objects.aggregate(first=Min("received_at"))["first"]
    days = [day for day in (opened, received and clock.day_of(received)) if day]
    first = min([now, *(day.year for day in days)])
    return [Year(number) for number in range(now, first - 1, -1)]
