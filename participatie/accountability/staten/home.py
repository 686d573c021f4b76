"""All consultations at a glance: what came in, how far it is, who has not been told yet."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from participatie.pipeline.models import Consultation, Contribution, Delivery, Point
from participatie.pipeline.statuses import (
    COUNTED,
    DELIVERED,
    NOT_ARRIVED,
    ON_THEIR_WAY,
    AnswerStatus,
    Channel,
    DeliveryKind,
    DeliveryStatus,
    Status,
)


@dataclass
class Row:
    """The numbers of one consultation."""

    consultation: Consultation
    doors: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    deliveries: Counter[str] = field(default_factory=Counter)
    led_to_change: int = 0

    @property
    def received(self) -> int:
        """Contributions by all doors."""
        return self.doors.total()

    @property
    def by_door(self) -> list[tuple[str, int]]:
        """(door, received) of the doors that brought something."""
        return [(str(c.label), self.doors[c]) for c in Channel if self.doors[c]]

    @property
    def judged(self) -> int:
        """Contributions that were admitted, declined or withdrawn."""
        return self.received - self.statuses[Status.RECEIVED]

    @property
    def counted(self) -> int:
        """Contributions that must get an answer."""
        return sum(self.statuses[status] for status in COUNTED)

    @property
    def answered(self) -> int:
        """Contributions with published answers."""
        return self.statuses[Status.ANSWERED]

    @property
    def shares(self) -> tuple[int, int, int]:
        """Judged, answered, and led to a change, in whole per cents."""
        return (
            share(self.judged, self.received),
            share(self.answered, self.counted),
            share(self.led_to_change, self.answered),
        )

    @property
    def waiting(self) -> int:
        """Notices that are still on their way."""
        return sum(self.deliveries[status] for status in ON_THEIR_WAY)

    @property
    def failed(self) -> int:
        """Notices that did not arrive."""
        return sum(self.deliveries[status] for status in NOT_ARRIVED)


def share(part: int, whole: int) -> int:
    """`part` of `whole` in whole per cents, never 100 while one is missing."""
    return 100 * part // whole if whole else 0


def rows() -> list[Row]:
    """Every consultation, the one that closes last first; 4 queries."""
    found = {each.pk: Row(each) for each in Consultation.objects.all()}
    contributions = Contribution.objects.order_by().values_list("consultation", "channel", "status")
    for pk, channel, status, count in contributions.annotate(Count("pk")):
        found[pk].doors[channel] += count
        found[pk].statuses[status] += count
    led = (
        Point.objects.filter(
            removed_at=None,
            contribution__status__in=COUNTED,
            answer__status=AnswerStatus.PUBLISHED,
            answer__changes__isnull=False,
            answer__changes__removed_at=None,
        )
        .order_by()
        .values_list("contribution__consultation")
        .annotate(Count("contribution", distinct=True))
    )
    for pk, count in led:
        found[pk].led_to_change = count
    deliveries = Delivery.objects.order_by().values_list("contribution__consultation", "status")
    for pk, status, count in deliveries.annotate(Count("pk")):
        found[pk].deliveries[status] += count
    return list(found.values())


@dataclass
class Notices:
    """How far the notices of one kind are."""

    kind: DeliveryKind
    arrived: int = 0
    waiting: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All notices of this kind."""
        return self.arrived + self.waiting + self.failed


def notices(consultation: Consultation) -> list[Notices]:
    """The notices to senders by what they are about, of the kinds that were planned."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    # What went again another way is counted there.
    rows = (
        Delivery.objects.filter(contribution__consultation=consultation)
        .exclude(status=DeliveryStatus.REPLACED)
        .order_by()
    )
    for kind, status, count in rows.values_list("kind", "status").annotate(Count("pk")):
        heap = (
            "arrived" if status in DELIVERED else "failed" if status in NOT_ARRIVED else "waiting"
        )
        counts[kind][heap] += count
    return [Notices(kind, **counts[kind]) for kind in DeliveryKind if kind in counts]
