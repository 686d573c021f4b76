"""Messages that a mail provider brings by webhook, after anymail checked who calls."""

import contextlib
from typing import Any

from anymail.signals import inbound
from django.db import transaction
from django.dispatch import receiver
from procrastinate.exceptions import AlreadyEnqueued

from participatie.core import clock
from participatie.intake.email.keeping import Origin, keep
from participatie.intake.email.models import Mailbox
from participatie.intake.email.tasks import read_mail


@receiver(inbound, dispatch_uid="intake.email.webhook")
def take(event: Any, esp_name: str, **kwargs: Any) -> None:
    """Keep one message and plan to read it.

    What is raised here becomes an error for the provider, which then brings the message again.
    """
    origin = Origin(
        mailbox=_mailbox(event.message),
        received_at=event.timestamp or clock.now(),
        provider_key=f"{esp_name}:{event.event_id}"[:200] if event.event_id else "",
    )
    # Committed before we say that we have it.
    with transaction.atomic(durable=True):
        keep(event.message.as_bytes(), origin)
    plan_reading()


def plan_reading() -> None:
    """Have what was kept read in the background; one job is enough for all."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        read_mail.defer()


def _mailbox(message: Any) -> Mailbox | None:
    """The mailbox it was sent to, or else the general one."""
    given = [message.envelope_recipient or ""]
    given += [each.addr_spec for each in [*message.to, *message.cc, *message.bcc]]
    wanted = {address.lower() for address in given if address}
    active = Mailbox.objects.filter(is_active=True).select_related("consultation")
    found = active.filter(address__in=wanted).order_by("consultation_id", "pk").first()
    return found or active.filter(consultation=None).order_by("pk").first()
