"""What did not arrive: reports by mail and by the mail provider turn a notice to “bounced”.

A notice that bounced is on the pile of what did not arrive, to go another way (Awb 2:11).
"""

from collections.abc import Sequence
from typing import Any

from anymail.signals import EventType, tracking
from django.db import transaction
from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _

from participatie.intake.email.keeping import note
from participatie.intake.email.models import (
    Kind,
    OnwardKind,
    OnwardMail,
    OnwardState,
    State,
    Step,
)
from participatie.intake.email.recognising import Recognised
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import DeliveryStatus, DeliveryWay

_NOT_ARRIVED = frozenset({EventType.BOUNCED, EventType.REJECTED, EventType.FAILED})


def note_report(found: Recognised) -> None:
    """Say of what this report is about, that it did not arrive."""
    if found.delivery is not None:
        did_not_arrive(found.delivery, unwanted=found.kind is Kind.COMPLAINT)
    onward_did_not_arrive(found.mentioned)


def did_not_arrive(delivery: Delivery, *, unwanted: bool = False) -> bool:
    """Turn a notice that was sent by e-mail to “bounced”; False when it stands otherwise.

    A complaint counts the same: who calls our mail unwanted must hear it another way.
    """
    with transaction.atomic(), translation.override("nl"):
        delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
        if (delivery.way, delivery.status) != (DeliveryWay.EMAIL, DeliveryStatus.SENT):
            return False
        why = (
            _("The receiver called our e-mail unwanted.")
            if unwanted
            else _("The e-mail address does not take in our message.")
        )
        settle_delivery(delivery, actor=None, status=DeliveryStatus.BOUNCED, error=why)
    return True


def onward_did_not_arrive(message_ids: Sequence[str]) -> None:
    """What we sent on and did not arrive waits for a person again."""
    bounced = OnwardMail.objects.select_for_update(of=("self",)).filter(
        message_id__in=message_ids, state=OnwardState.SENT
    )
    with transaction.atomic():
        for row in bounced.exclude(message_id="").select_related("mail"):
            row.state = OnwardState.BOUNCED
            row.save(update_fields=["state"])
            if row.kind != OnwardKind.NOTICE and row.mail.state == State.SENT_ON:
                row.mail.state = State.WAITING
                row.mail.save(update_fields=["state"])
                note(row.mail, Step.CAME_BACK, said=row.body)


@receiver(tracking, dispatch_uid="intake.email.reports")
def hear(event: Any, **kwargs: Any) -> None:
    """What the mail provider tells of a message of ours, by its webhook."""
    unwanted = event.event_type == EventType.COMPLAINED
    if not event.message_id or not (unwanted or event.event_type in _NOT_ARRIVED):
        return
    delivery = Delivery.objects.filter(message_id=event.message_id).first()
    if delivery is not None:
        did_not_arrive(delivery, unwanted=unwanted)
    onward_did_not_arrive([event.message_id])
