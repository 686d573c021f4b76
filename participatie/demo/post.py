"""The notices of the demo's past: sent, posted and told in their time; the newest still wait."""

from datetime import timedelta

from participatie.accounts.models import User
from participatie.core import clock
from participatie.intake.post import batches
from participatie.notifications.tasks import send_delivery
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import DeliveryStatus, DeliveryWay

PRINTED_AFTER = timedelta(days=2)
POSTED_AFTER = timedelta(days=5)
CALLED_AFTER = timedelta(days=2)


def settle_the_past(clerk: User) -> None:
    """Do with each waiting notice what would have been done with it by now."""
    for delivery in Delivery.objects.filter(status=DeliveryStatus.WAITING).order_by("created_at"):
        match delivery.way:
            case DeliveryWay.EMAIL:
                with clock.at(delivery.created_at + timedelta(seconds=20)):
                    send_delivery(delivery.pk)
            case DeliveryWay.LETTER if delivery.created_at + POSTED_AFTER < clock.now():
                with clock.at(delivery.created_at + POSTED_AFTER):
                    settle_delivery(delivery, actor=clerk, status=DeliveryStatus.PRINTED)
                    settle_delivery(delivery, actor=clerk, status=DeliveryStatus.POSTED)
            case DeliveryWay.PHONE if delivery.created_at + CALLED_AFTER < clock.now():
                with clock.at(delivery.created_at + CALLED_AFTER):
                    settle_delivery(delivery, actor=clerk, status=DeliveryStatus.TOLD)


def lay_ready(clerk: User) -> None:
    """Make a batch of the letters that wait longest; whoever prints goes on with that."""
    ready = batches.to_print().filter(created_at__lt=clock.now() - PRINTED_AFTER).order_by("pk")
    if ready.exists():
        batches.make(ready, actor=clerk)
