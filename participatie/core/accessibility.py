"""How accessible the site is, as its statement says; who keeps the statement tells, others ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class Statement:
    """The accessibility statement in short, as it stands now."""

    status: str | Promise
    """One of the five of the Dutch model statement, in words."""
    checked_on: date | None
    """The day of the last whole check; None when there was none."""
    is_too_old: bool
    """Whether the law wants a new check."""
    shortcomings: int
    """What is known not to work for everyone, and is not mended."""


_source: Callable[[], Statement] | None = None


def register(source: Callable[[], Statement]) -> None:
    """Take the statement from `source`."""
    global _source  # noqa: PLW0603 - set once, when the site starts
    _source = source


def statement() -> Statement | None:
    """The statement as it stands now; None on a site that keeps none."""
    return _source() if _source is not None else None
