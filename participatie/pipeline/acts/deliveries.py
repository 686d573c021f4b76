"""Notices to senders: planned with their cause, and settled one by one."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked, move_delivery
from participatie.pipeline.models import Contribution, Delivery, Event, Submitter
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import (
    UNDELIVERED,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
)


def way_for(recipient: Submitter) -> DeliveryWay:
    """How a notice can reach this person: as they asked, if they gave what it needs.

    E-mail only where the person said so (Awb 2:8); whoever gave nothing finds it with the code.
    """
    wish, reachable = DeliveryWay(recipient.reply_by), ways_to(recipient)
    if wish in reachable:
        return wish
    order = (DeliveryWay.LETTER, DeliveryWay.PHONE, DeliveryWay.COLLECT)
    return next(way for way in order if way in reachable)


def ways_to(recipient: Submitter) -> list[DeliveryWay]:
    """The ways for which this person gave what they need."""
    contact = recipient.contact
    given = {
        DeliveryWay.EMAIL: bool(contact.email),
        DeliveryWay.LETTER: contact.has_address,
        DeliveryWay.PHONE: bool(contact.phone),
        DeliveryWay.COLLECT: True,
    }
    return [way for way, is_given in given.items() if is_given]


def plan_deliveries(
    planned: Iterable[tuple[Event, Contribution, Submitter]], kind: DeliveryKind
) -> list[Delivery]:
    """One notice for each (cause, contribution, recipient), by the way that reaches them.

    What is collected with the follow code is ready at once. Runs inside the causing act.
    """
    now = clock.now()
    rows = []
    for event, contribution, recipient in planned:
        way = way_for(recipient)
        ready = way is DeliveryWay.COLLECT
        rows.append(
            Delivery(
                event=event,
                contribution=contribution,
                recipient=recipient,
                kind=kind,
                way=way,
                status=DeliveryStatus.AVAILABLE if ready else DeliveryStatus.WAITING,
                created_at=now,
                settled_at=now if ready else None,
            )
        )
    return Delivery.objects.bulk_create(rows, batch_size=1000)


def settle_delivery(
    delivery: Delivery,
    *,
    actor: User | None,
    status: DeliveryStatus,
    error: str = "",
    message_id: str = "",
) -> Delivery:
    """Say how far a notice is: sent, printed, posted, told, failed, bounced or returned."""
    with transaction.atomic():
        delivery = locked(delivery)
        permissions.require(actor, Act.SETTLE_DELIVERY)
        move_delivery(delivery, status)
        delivery.attempts += 1
        delivery.error = error[:255]
        delivery.message_id = message_id or delivery.message_id
        delivery.settled_at = None if status in UNDELIVERED else clock.now()
        delivery.settled_by = actor
        delivery.save()
        events.record(
            kinds.DELIVERY_SETTLED,
            actor=actor,
            consultation=delivery.contribution.consultation,
            contribution=delivery.contribution,
            data={
                "delivery": delivery.pk,
                "kind": str(delivery.kind),
                "way": str(delivery.way),
                "status": str(status),
            },
        )
    return delivery


def redeliver(delivery: Delivery, *, actor: User, way: DeliveryWay) -> Delivery:
    """Say again, this way, what did not arrive (Awb 2:11). Raises `Refused`.

    The old notice stays, as sent again another way; whoever sends mail or letters hears of the
    new one as of any other.
    """
    with transaction.atomic():
        delivery = locked(delivery)
        permissions.require(actor, Act.SETTLE_DELIVERY)
        if way not in ways_to(delivery.recipient):
            raise Refused(_("What this way needs is not known: add it to the details first."))
        move_delivery(delivery, DeliveryStatus.REPLACED)
        delivery.settled_at, delivery.settled_by = clock.now(), actor
        delivery.save(update_fields=["status", "settled_at", "settled_by"])
        ready = way is DeliveryWay.COLLECT
        again = Delivery.objects.create(
            event=delivery.event,
            contribution=delivery.contribution,
            recipient=delivery.recipient,
            kind=delivery.kind,
            way=way,
            status=DeliveryStatus.AVAILABLE if ready else DeliveryStatus.WAITING,
            created_at=clock.now(),
            settled_at=clock.now() if ready else None,
            replaces=delivery,
        )
        events.record(
            kinds.DELIVERED_AGAIN,
            actor=actor,
            consultation=delivery.contribution.consultation,
            contribution=delivery.contribution,
            data={
                "delivery": delivery.pk,
                "again": again.pk,
                "kind": str(delivery.kind),
                "way": str(way),
            },
        )
    return again
