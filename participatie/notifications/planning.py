"""From event to notice: what happened, and who must hear of it.

Runs inside the act that caused it, so that a notice and its job exist exactly when their cause
does.
"""

from collections.abc import Callable, Iterable, Sequence

from procrastinate.types import JSONValue

from participatie.notifications.tasks import send_delivery
from participatie.pipeline import kinds
from participatie.pipeline.acts.deliveries import plan_deliveries
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Contribution, Event, Signatory, Submitter
from participatie.pipeline.statuses import DeliveryKind, DeliveryWay

KINDS = {
    kinds.RECEIVED: DeliveryKind.RECEIPT,
    kinds.CORRECTED: DeliveryKind.CORRECTION,
    kinds.COMPLETION_ASKED: DeliveryKind.COMPLETION,
    kinds.WITHDRAWN: DeliveryKind.WITHDRAWAL,
    kinds.DECLINED: DeliveryKind.NOT_ADMITTED,
    kinds.ANSWERED: DeliveryKind.OUTCOME,
    kinds.DECIDED: DeliveryKind.DECISION,
}
"""Which notice goes out when what happens to a contribution."""

SENDER_ONLY = frozenset({kinds.CORRECTED, kinds.COMPLETION_ASKED})
"""What is between us and who sent it; who signed along hears what became of it."""


def _planner(kind: DeliveryKind) -> Callable[[Sequence[Event]], None]:
    def plan(events: Sequence[Event]) -> None:
        deliveries = plan_deliveries(_for_each_recipient(events), kind)
        jobs: list[dict[str, JSONValue]] = [
            {"delivery_id": delivery.pk}
            for delivery in deliveries
            if delivery.way == DeliveryWay.EMAIL
        ]
        if jobs:
            send_delivery.batch_defer(*jobs)

    return plan


for _event_kind, _delivery_kind in KINDS.items():
    subscribe(_event_kind)(_planner(_delivery_kind))


def _for_each_recipient(
    events: Iterable[Event],
) -> Iterable[tuple[Event, Contribution, Submitter]]:
    by_contribution = {
        event.contribution_id: event for event in events if event.contribution_id is not None
    }
    contributions = Contribution.objects.filter(pk__in=by_contribution).select_related(
        "submitter", "represented_by"
    )
    for contribution in contributions:
        yield by_contribution[contribution.pk], contribution, contribution.sender
    with_others = [pk for pk, event in by_contribution.items() if event.kind not in SENDER_ONLY]
    for signatory in Signatory.objects.filter(contribution__in=with_others).select_related(
        "submitter", "contribution"
    ):
        yield (
            by_contribution[signatory.contribution_id],
            signatory.contribution,
            signatory.submitter,
        )


@subscribe(kinds.DELIVERED_AGAIN)
def _send_again(events: Sequence[Event]) -> None:
    """What goes again by e-mail is sent like any other; letters and calls wait on their piles."""
    for event in events:
        if event.data["way"] == DeliveryWay.EMAIL:
            send_delivery.defer(delivery_id=event.data["again"])
