"""Was it done properly? Each question is put to the record itself and answered in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from participatie.accountability.overview import Overview, points_of
from participatie.accountability.staten.home import Notices
from participatie.pipeline import kinds
from participatie.pipeline.models import Answer, Change, Consultation, Contribution, Event, Point
from participatie.pipeline.statuses import (
    COUNTED,
    FIXED,
    LEADS_TO_CHANGE,
    ChangeOrigin,
    DeliveryKind,
    Status,
)

NAMED = 10
"""So many references are named; the others are counted."""


@dataclass(frozen=True)
class Missing:
    """Where something does not hold; `contribution` is the number of the one to look at."""

    reference: str
    contribution: int | None = None


@dataclass(frozen=True)
class Check:
    """One question and what the record says: `fulfilled` out of `total`."""

    question: str
    fulfilled: int
    total: int
    is_due: bool
    """Whether it should hold by now."""
    exceptions: tuple[Missing, ...] = ()
    """Where it does not hold, the first ones."""
    counts_notices: bool = False
    """Notices are counted: more than contributions, for a sender may get several."""

    @property
    def state(self) -> str:
        """`ok`, `busy` (not yet, and it need not) or `wrong`."""
        if self.fulfilled == self.total and (self.total or self.is_due):
            return "ok"
        return "wrong" if self.is_due else "busy"

    @property
    def others(self) -> int:
        """Exceptions that are not named, where some are."""
        return self.total - self.fulfilled - len(self.exceptions) if self.exceptions else 0

    @property
    def numbers(self) -> str:
        """“34 of 36”, or of how many notices."""
        counted = _("%(fulfilled)s of %(total)s")
        if self.counts_notices:
            counted = _("%(fulfilled)s of %(total)s notices")
        return counted % {
            "fulfilled": number_format(self.fulfilled, force_grouping=True),
            "total": number_format(self.total, force_grouping=True),
        }


def checks(consultation: Consultation, seen: Overview, sent: Sequence[Notices]) -> list[Check]:
    """All questions about a consultation, in the order of the track; `sent` from `notices`."""
    published = consultation.answers_published_at is not None
    decided = consultation.decided_at is not None
    return [
        _numbers(seen),
        _judged(consultation, seen, published),
        _split(consultation, seen, published),
        _answered(consultation, seen, published),
        _four_eyes(consultation),
        _adopted_changes(consultation, published),
        _changes_have_causes(consultation, decided),
        _received(consultation, sent),
        _told(consultation, sent, published),
    ]


def _numbers(seen: Overview) -> Check:
    return Check(
        _("Are all numbers there, from 1 to the last?"),
        seen.numbers.highest - len(seen.numbers.missing),
        seen.numbers.highest,
        is_due=True,
        exceptions=tuple(Missing(str(number)) for number in seen.numbers.missing[:NAMED]),
    )


def _judged(consultation: Consultation, seen: Overview, due: bool) -> Check:
    waiting = consultation.contributions.filter(status=Status.RECEIVED)
    return Check(
        _("Was every contribution judged: admitted, declined or withdrawn?"),
        seen.total.received - seen.total.to_judge,
        seen.total.received,
        is_due=due,
        exceptions=_contributions(consultation, waiting),
    )


def _split(consultation: Consultation, seen: Overview, due: bool) -> Check:
    points = Point.objects.filter(contribution=OuterRef("pk"), removed_at=None)
    counted = consultation.contributions.filter(status__in=COUNTED)
    missing = counted.filter(~Exists(points))
    return Check(
        _("Were points taken from every admitted contribution?"),
        seen.total.counted - missing.count(),
        seen.total.counted,
        is_due=due,
        exceptions=_contributions(consultation, missing),
    )


def _answered(consultation: Consultation, seen: Overview, due: bool) -> Check:
    missing = points_of(consultation).exclude(answer__status__in=FIXED)
    rows = missing.order_by("contribution__number", "number")
    return Check(
        _("Was every point answered, and the answer approved?"),
        seen.points - missing.count(),
        seen.points,
        is_due=due,
        exceptions=tuple(
            Missing(f"{consultation.prefix}-{number:04d}.{point}", number)
            for number, point in rows.values_list("contribution__number", "number")[:NAMED]
        ),
    )


def _four_eyes(consultation: Consultation) -> Check:
    wrote = Event.objects.filter(
        answer=OuterRef("pk"),
        kind__in=[kinds.ANSWER_DRAFTED, kinds.ANSWER_EDITED],
        actor=OuterRef("approver"),
    )
    approved = consultation.answers.filter(status__in=FIXED)
    alone = approved.filter(Q(approver=None) | Q(approver=F("author")) | Exists(wrote))
    return _of_numbered(
        _("Was every answer approved by somebody who did not write on it?"),
        f"{consultation.prefix}-A",
        approved,
        alone,
        due=True,
    )


def _adopted_changes(consultation: Consultation, due: bool) -> Check:
    holding = Change.objects.filter(answers=OuterRef("pk"), removed_at=None)
    points = points_of(consultation).filter(answer=OuterRef("pk"))
    adopted = consultation.answers.filter(
        Exists(points), status__in=FIXED, outcome__in=LEADS_TO_CHANGE
    )
    return _of_numbered(
        _("Does every answer that adopts something name a change in the text?"),
        f"{consultation.prefix}-A",
        adopted,
        adopted.filter(~Exists(holding)),
        due=due,
    )


def _of_numbered(
    question: str,
    name: str,
    every: QuerySet[Answer] | QuerySet[Change],
    wrong: QuerySet[Answer] | QuerySet[Change],
    *,
    due: bool,
) -> Check:
    """Of answers or changes: `name` is what stands before the number of each."""
    total = every.count()
    return Check(
        question,
        total - wrong.count(),
        total,
        is_due=due,
        exceptions=tuple(
            Missing(f"{name}{number}")
            for number in wrong.order_by("number").values_list("number", flat=True)[:NAMED]
        ),
    )


def _changes_have_causes(consultation: Consultation, due: bool) -> Check:
    every = Change.objects.filter(decision__consultation=consultation, removed_at=None)
    # A change of our own motion has its explanation for a cause, and cannot be made without.
    without = every.filter(origin=ChangeOrigin.ANSWERS, answers=None)
    return _of_numbered(
        _("Does every change say where it comes from?"),
        f"{consultation.prefix}-W",
        every,
        without,
        due=due,
    )


def _received(consultation: Consultation, sent: Sequence[Notices]) -> Check:
    told = consultation.contributions.filter(deliveries__kind=DeliveryKind.RECEIPT)
    forgotten = consultation.contributions.exclude(pk__in=told.values("pk"))
    return _of_notices(
        _("Was every sender told that it came in?"),
        [row for row in sent if row.kind is DeliveryKind.RECEIPT],
        forgotten.count(),
        _contributions(consultation, forgotten),
        due=True,
    )


def _told(consultation: Consultation, sent: Sequence[Notices], published: bool) -> Check:
    told = consultation.contributions.filter(deliveries__kind=DeliveryKind.OUTCOME)
    forgotten = consultation.contributions.filter(status__in=COUNTED).exclude(
        pk__in=told.values("pk")
    )
    return _of_notices(
        _("Was every sender told what was done with it?"),
        [row for row in sent if row.kind is not DeliveryKind.RECEIPT],
        forgotten.count(),
        _contributions(consultation, forgotten) if published else (),
        due=published,
    )


def _of_notices(
    question: str,
    sent: Sequence[Notices],
    forgotten: int,
    exceptions: tuple[Missing, ...],
    *,
    due: bool,
) -> Check:
    lost = forgotten + sum(row.failed for row in sent)
    return Check(
        question,
        sum(row.arrived for row in sent),
        sum(row.total for row in sent) + forgotten,
        # What is on its way is no fault yet.
        is_due=due and lost > 0,
        exceptions=exceptions,
        counts_notices=True,
    )


def _contributions(consultation: Consultation, rows: QuerySet[Contribution]) -> tuple[Missing, ...]:
    numbers = rows.order_by("number").values_list("number", flat=True)[:NAMED]
    return tuple(Missing(f"{consultation.prefix}-{number:04d}", number) for number in numbers)
