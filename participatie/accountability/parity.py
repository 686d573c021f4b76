"""Whether every door is as quick and as sure for its senders: waiting times and shares by door.

Times are calendar time, weekends included: who waits, waits then too. They run from the moment
that counts as received, for what came by post noon of its day. Who still waits for a notice counts
with the time waited so far, so that a door where notices lie about cannot seem quick.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from participatie.core import clock, terms
from participatie.pipeline.models import Consultation, Contribution, Delivery, Point
from participatie.pipeline.statuses import (
    FIXED,
    UNDELIVERED,
    Channel,
    DeliveryKind,
    DeliveryStatus,
    Status,
)

FEW = 5
"""Below this number one sender would decide what a percentile or a share says."""
TO_ANSWER = (Status.RECEIVED, Status.ADMITTED, Status.ANSWERED)
"""What gets an answer sooner or later: not withdrawn, not inadmissible."""


@dataclass(frozen=True)
class Selection:
    """Which contributions are compared: of one consultation or all, received from … to …"""

    consultation: Consultation | None = None
    first: date | None = None
    last: date | None = None

    def about(self, prefix: str = "") -> Q:
        """The condition, on a contribution or on what has one under `prefix`."""
        wanted: dict[str, Any] = {}
        if self.consultation is not None:
            wanted[f"{prefix}consultation"] = self.consultation
        if self.first is not None:
            wanted[f"{prefix}received_at__gte"] = terms.start_of(self.first)
        if self.last is not None:
            # Nothing came in after today; and the last day of the calendar has no next one.
            wanted[f"{prefix}received_at__lt"] = terms.end_of(min(self.last, clock.today()))
        return Q(**wanted)


@dataclass(frozen=True)
class Wait:
    """How long senders waited for a notice; `waiting` of the `count` still do."""

    count: int = 0
    waiting: int = 0
    median: timedelta = timedelta()
    ninetieth: timedelta = timedelta()

    @property
    def is_enough(self) -> bool:
        """Whether a percentile says something."""
        return self.count >= FEW


@dataclass(frozen=True)
class Share:
    """`part` of `whole`."""

    part: int = 0
    whole: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether a percentage says something."""
        return self.whole >= FEW

    @property
    def percent(self) -> int:
        """In whole per cents, neither 0 nor 100 unless it is exactly that."""
        if self.part in (0, self.whole):
            return 100 if self.part else 0
        return min(max(round(100 * self.part / self.whole), 1), 99)

    @property
    def told(self) -> str:
        """“53% (18 of 34)”; of few only the numbers, as one sender would decide a percentage."""
        if not self.whole:
            return _("none")
        told = _("%(part)s of %(whole)s") % {
            "part": number_format(self.part, force_grouping=True),
            "whole": number_format(self.whole, force_grouping=True),
        }
        if not self.is_enough:
            return told
        return _("%(percent)s%% (%(told)s)") % {"percent": self.percent, "told": told}


@dataclass(frozen=True)
class DoorRow:
    """What senders by one door met with; without `channel`, by all doors together."""

    channel: Channel | None
    received: int = 0
    receipt: Wait = Wait()
    """For the confirmation of receipt."""
    answer: Wait = Wait()
    """For the notice of what was done with it; only those to whom it is due."""
    answered: Share = Share()
    with_outcome: Share = Share()
    """Every point has an approved answer, published or not."""
    undelivered: Share = Share()
    """At least one notice of any kind has not arrived, or not yet."""

    @property
    def name(self) -> str:
        """The door in words."""
        return str(self.channel.label) if self.channel else _("together")


class Percentile(Aggregate):
    """The value that a `fraction` of the values does not exceed (PostgreSQL, interpolated)."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: str, fraction: float) -> None:
        super().__init__(expression, fraction=fraction)


def by_door(selection: Selection) -> list[DoorRow]:
    """Every door in the fixed order, also one that brought nothing, and all together; 3 queries."""
    counts = {row["channel"]: row for row in _counts(selection)}
    notices = _notices(selection)
    waits: dict[tuple[str | None, str], Wait] = {}
    for row in _waits(notices.values("contribution__channel", "kind")):
        waits[row["contribution__channel"], row["kind"]] = _wait(row)
    for row in _waits(notices.values("kind")):
        waits[None, row["kind"]] = _wait(row)
    rows = [_row(channel, [counts.get(channel, {})], waits) for channel in Channel]
    return [*rows, _row(None, counts.values(), waits)]


def _counts(selection: Selection) -> Iterable[dict[str, Any]]:
    points = Point.objects.filter(contribution=OuterRef("pk"), removed_at=None)
    notices = Delivery.objects.filter(contribution=OuterRef("pk"), status__in=UNDELIVERED)
    due = Q(status__in=TO_ANSWER)
    settled = Exists(points) & ~Exists(points.filter(Q(answer=None) | ~Q(answer__status__in=FIXED)))
    return (
        Contribution.objects.filter(selection.about())
        .order_by()
        .values("channel")
        .annotate(
            received=Count("pk"),
            due=Count("pk", filter=due),
            answered=Count("pk", filter=Q(status=Status.ANSWERED)),
            with_outcome=Count("pk", filter=due & settled),
            undelivered=Count("pk", filter=Exists(notices)),
        )
    )


def _notices(selection: Selection) -> QuerySet[Delivery]:
    """The receipts and outcomes for who sent it; signatories hear too, but are no door."""
    now = Value(clock.now(), DateTimeField())
    waited = ExpressionWrapper(
        Coalesce("settled_at", now) - F("contribution__received_at"), DurationField()
    )
    return (
        Delivery.objects.filter(
            selection.about("contribution__"),
            kind__in=(DeliveryKind.RECEIPT, DeliveryKind.OUTCOME),
            recipient_id=Coalesce("contribution__represented_by_id", "contribution__submitter_id"),
        )
        .exclude(status=DeliveryStatus.REPLACED)
        .order_by()
        # What was typed in the morning of its day is received at noon.
        .annotate(waited=Greatest(waited, Value(timedelta(), DurationField())))
    )


def _waits(grouped: Any) -> Iterable[dict[str, Any]]:
    return grouped.annotate(
        count=Count("pk"),
        waiting=Count("pk", filter=Q(settled_at=None)),
        median=Percentile("waited", 0.5),
        ninetieth=Percentile("waited", 0.9),
    )


def _wait(row: dict[str, Any]) -> Wait:
    return Wait(row["count"], row["waiting"], row["median"], row["ninetieth"])


def _row(
    channel: Channel | None,
    counts: Iterable[dict[str, Any]],
    waits: dict[tuple[str | None, str], Wait],
) -> DoorRow:
    counted = list(counts)

    def total(name: str) -> int:
        return sum(row.get(name, 0) for row in counted)

    return DoorRow(
        channel=channel,
        received=total("received"),
        receipt=waits.get((channel, DeliveryKind.RECEIPT), Wait()),
        answer=waits.get((channel, DeliveryKind.OUTCOME), Wait()),
        answered=Share(total("answered"), total("due")),
        with_outcome=Share(total("with_outcome"), total("due")),
        undelivered=Share(total("undelivered"), total("received")),
    )
