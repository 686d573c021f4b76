"""Which door lags behind: the rule, in numbers that stand on the page too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.accountability.parity import DoorRow, Share, Wait

RECEIPT_DAYS = 3
"""So many days longer for the receipt is no weekend any more."""
ANSWER_DAYS = 14
"""Who responded early waits longer for the answer; two weeks is more than that explains."""
SHARE_POINTS = 10
"""Percentage points."""
SHARE_OF = 10
"""Of fewer contributions, one more or less would be that many points."""


@dataclass(frozen=True)
class Lag:
    """A door that lags, with a sentence for each thing in which it does."""

    door: DoorRow
    reasons: list[str]


@dataclass(frozen=True)
class TimeMeasure:
    """A waiting time to compare, and how many days more is too many."""

    wait: Callable[[DoorRow], Wait]
    time: Callable[[Wait], timedelta]
    days: int
    sentence: str | Promise
    within_one: bool = False
    """See `ShareMeasure`."""

    def lags(self, row: DoorRow, rows: Sequence[DoorRow]) -> str:
        """Why this door lags in it; empty when it does not, or too few say so."""
        with_enough = [each for each in rows if self.wait(each).is_enough]
        measure = _measure(with_enough, lambda each: self.time(self.wait(each)))
        if measure is None or row not in with_enough:
            return ""
        mine, theirs = self.time(self.wait(row)), self.time(self.wait(measure))
        if mine - theirs < timedelta(days=self.days):
            return ""
        return str(self.sentence) % {
            "time": in_words(mine),
            "door": measure.name,
            "other": in_words(theirs),
        }


@dataclass(frozen=True)
class ShareMeasure:
    """A share to compare; `less_is_worse` or else more is."""

    share: Callable[[DoorRow], Share]
    less_is_worse: bool
    sentence: str | Promise
    within_one: bool = False
    """Whether it says something within one consultation only: how far two are, differs anyway."""

    def lags(self, row: DoorRow, rows: Sequence[DoorRow]) -> str:
        """Why this door lags in it; empty when it does not, or too few say so."""
        sign = -1 if self.less_is_worse else 1
        with_enough = [each for each in rows if self.share(each).whole >= SHARE_OF]
        measure = _measure(with_enough, lambda each: sign * self.share(each).percent)
        if measure is None or row not in with_enough:
            return ""
        mine, theirs = self.share(row), self.share(measure)
        if sign * (mine.percent - theirs.percent) < SHARE_POINTS:
            return ""
        return str(self.sentence) % {
            "percent": mine.percent,
            "door": measure.name,
            "other": theirs.percent,
        }


MEASURES: tuple[TimeMeasure | ShareMeasure, ...] = (
    TimeMeasure(
        lambda row: row.receipt,
        lambda wait: wait.median,
        RECEIPT_DAYS,
        gettext_lazy(
            "Half of the senders wait longer than %(time)s for their receipt; by %(door)s that is "
            "%(other)s."
        ),
    ),
    TimeMeasure(
        lambda row: row.receipt,
        lambda wait: wait.ninetieth,
        RECEIPT_DAYS,
        gettext_lazy(
            "One in ten senders waits longer than %(time)s for the receipt; by %(door)s that is "
            "%(other)s."
        ),
    ),
    TimeMeasure(
        lambda row: row.answer,
        lambda wait: wait.median,
        ANSWER_DAYS,
        gettext_lazy(
            "Half of the senders wait longer than %(time)s for their answer; by %(door)s that is "
            "%(other)s."
        ),
        within_one=True,
    ),
    TimeMeasure(
        lambda row: row.answer,
        lambda wait: wait.ninetieth,
        ANSWER_DAYS,
        gettext_lazy(
            "One in ten senders waits longer than %(time)s for the answer; by %(door)s that is "
            "%(other)s."
        ),
        within_one=True,
    ),
    ShareMeasure(
        lambda row: row.answered,
        True,
        gettext_lazy("%(percent)s %% was answered; by %(door)s that is %(other)s %%."),
        within_one=True,
    ),
    ShareMeasure(
        lambda row: row.with_outcome,
        True,
        gettext_lazy("%(percent)s %% has an outcome; by %(door)s that is %(other)s %%."),
        within_one=True,
    ),
    ShareMeasure(
        lambda row: row.undelivered,
        False,
        gettext_lazy(
            "%(percent)s %% still waits for delivery of a notice; by %(door)s that is %(other)s %%."
        ),
    ),
)


def lagging(rows: Sequence[DoorRow], *, of_one: bool) -> list[Lag]:
    """The doors that lag, in their order; `rows` without the row of all together.

    `of_one`: whether they are about one consultation.
    """
    measures = [measure for measure in MEASURES if of_one or not measure.within_one]
    found = [
        Lag(row, [reason for measure in measures if (reason := measure.lags(row, rows))])
        for row in rows
    ]
    return [lag for lag in found if lag.reasons]


def _measure(rows: Sequence[DoorRow], bad: Callable[[DoorRow], timedelta | int]) -> DoorRow | None:
    """The door that the others are held against: the best one in this respect."""
    return min(rows, key=bad, default=None)


def in_words(time: timedelta) -> str:
    """A time for people: “12 minutes”, “3,5 hours”, “5 hours”, “3,5 days”, “40 days”."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    exact = minutes / 60
    if exact < 10 and not round(exact, 1).is_integer():
        return _("%(hours)s hours") % {"hours": number_format(exact, 1)}
    hours = round(exact)
    if hours < 48:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    days = time / timedelta(days=1)
    written = number_format(days, 0 if days >= 10 or round(days, 1).is_integer() else 1)
    return _("%(days)s days") % {"days": written}
