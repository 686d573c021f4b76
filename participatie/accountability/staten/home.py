"""How far the notices to senders are."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from participatie.pipeline.models import Consultation, Delivery
from participatie.pipeline.statuses import DELIVERED, NOT_ARRIVED, DeliveryKind, DeliveryStatus


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
