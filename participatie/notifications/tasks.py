"""Work in the background: sending what has to go by e-mail."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from participatie.core import mail
from participatie.core.tasks import PERSISTENT
from participatie.notifications.messages import compose, deliveries_with_content, promise_of
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import DeliveryStatus

TO_SEND = (DeliveryStatus.WAITING, DeliveryStatus.FAILED)


@app.task(name="notifications.send_delivery", retry=PERSISTENT, pass_context=False)
def send_delivery(delivery_id: int) -> None:
    """Send one notice by e-mail. A second run of the same job sends nothing.

    A failure is put on the delivery, where staff see it, and raised, so that it is tried again.
    """
    try:
        _send(delivery_id)
    except Exception as error:
        failed = Delivery.objects.get(pk=delivery_id)
        settle_delivery(
            failed, actor=None, status=DeliveryStatus.FAILED, error=type(error).__name__
        )
        raise


def _send(delivery_id: int) -> None:
    with transaction.atomic():
        held = Delivery.objects.select_for_update(no_key=True).get(pk=delivery_id)
        if held.status not in TO_SEND:
            return
        delivery = deliveries_with_content().get(pk=delivery_id)
        message = compose(delivery)
        message_id = mail.send(
            "message",
            {"message": message, "reference": delivery.contribution.reference},
            to=delivery.recipient.contact.email,
            subject=message.subject,
            language=delivery.contribution.language,
            attachments=_promised(delivery),
        )
        settle_delivery(
            delivery, actor=None, status=DeliveryStatus.SENT, message_id=message_id or ""
        )


def _promised(delivery: Delivery) -> list[tuple[str, bytes, str]]:
    """With a receipt goes what was signed, as a file: a mail program breaks lines."""
    note = promise_of(delivery)
    if not note:
        return []
    with translation.override(delivery.contribution.language):
        return [(_("promise.txt"), note.encode(), "text/plain")]
