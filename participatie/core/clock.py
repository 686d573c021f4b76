"""The one place that tells the time, so that tests and the demo can live on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set_moment: ContextVar[datetime | None] = ContextVar("set_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _set_moment.get() or timezone.now()


def today() -> date:
    """The present day in the project's time zone (Europe/Amsterdam)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day that `moment` falls on for people (Europe/Amsterdam)."""
    return timezone.localdate(moment)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block it is `moment` (aware). For tests and the demo province only."""
    token = _set_moment.set(moment)
    try:
        yield
    finally:
        _set_moment.reset(token)
