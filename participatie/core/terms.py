"""The calendar of legal terms (Algemene termijnenwet).

The law's feast days are those of art. 3 lid 1: New Year, Good Friday (equated by royal decree
every year), Easter Monday, Ascension Day, Whit Monday, both Christmas days, King's Day and
5 May, every year. Easter and Whit Sunday are Sundays anyway.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings

LONG_TERM_DAYS = 90
"""Terms longer than this do not shift (Algemene termijnenwet art. 4 sub a)."""


@cache
def _feast_days(year: int) -> frozenset[date]:
    calendar = holidays.country_holidays("NL", categories=("public", "optional"), years=year)
    return frozenset(calendar)


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor a feast day (Algemene termijnenwet art. 1 and 3)."""
    return day.weekday() < 5 and day not in _feast_days(day.year)


def next_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the first one after it (art. 1 lid 1)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def last_day(first_day: date, weeks: int) -> date:
    """The last day of a term of `weeks` weeks that begins on `first_day` (that day counts).

    The end shifts to a working day (Algemene termijnenwet art. 1), and a term of three days or
    more has at least two working days (art. 2); terms above twelve weeks do not shift (art. 4).
    """
    nominal = first_day + timedelta(weeks=weeks) - timedelta(days=1)
    if (nominal - first_day).days >= LONG_TERM_DAYS or weeks > 12:
        return nominal
    return next_working_day(nominal)


def zone() -> ZoneInfo:
    """The time zone people live in (settings.TIME_ZONE)."""
    return ZoneInfo(settings.TIME_ZONE)


def start_of(day: date) -> datetime:
    """The first moment of `day` in the people's time zone."""
    return datetime.combine(day, time.min, tzinfo=zone())


def end_of(day: date) -> datetime:
    """The first moment after `day`: a last day runs to 24:00, also when the clock changes."""
    return start_of(day + timedelta(days=1))


def noon_of(day: date) -> datetime:
    """Midday of `day`: the moment kept for what is known by day only, such as a letter."""
    return datetime.combine(day, time(12), tzinfo=zone())
