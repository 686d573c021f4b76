"""The acts of who follows: confirm and stop; and addresses that are no use any more."""

import logging
from datetime import timedelta

from django.db.models import Q, QuerySet

from participatie.core import clock
from participatie.news.models import Subscription
from participatie.news.models.subscription import fingerprint_of, token_digest

logger = logging.getLogger(__name__)

UNCONFIRMED_FOR = timedelta(days=3)
"""How long the link to confirm works; after that the address is deleted."""
DECIDED_FOR = timedelta(days=365)
"""How long after the decision a consultation can still be followed."""
HARD_FAILURES = 3
"""After so many mails refused for good, one after another, an address is deleted."""


def find(token: str) -> Subscription | None:
    """The subscription that this secret opens, if there is one."""
    return (
        Subscription.objects.select_related("consultation")
        .filter(token_digest=token_digest(token))
        .first()
    )


def confirm(subscription: Subscription) -> None:
    """From now on it gets mail. Doing it again changes nothing."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(
        confirmed_at=clock.now()
    )


def stop(subscription: Subscription) -> None:
    """Delete the address and what was sent to it, at once."""
    Subscription.objects.filter(pk=subscription.pk).delete()


def of_address(email: str) -> QuerySet[Subscription]:
    """Every subscription of an address, however it is capitalised."""
    return Subscription.objects.filter(fingerprint=fingerprint_of(email))


def stop_address(email: str) -> int:
    """Delete every subscription of an address; how many there were."""
    _total, deleted = of_address(email).delete()
    return deleted.get(Subscription._meta.label, 0)


def note_refusal(subscription: Subscription) -> None:
    """Remember that the receiving side refused a mail for good; the third time in a row, stop."""
    subscription.failures += 1
    if subscription.failures >= HARD_FAILURES or subscription.confirmed_at is None:
        logger.info("A news subscription was deleted: its address does not exist")
        stop(subscription)
    else:
        subscription.save(update_fields=["failures"])


def forget_what_is_over() -> None:
    """Delete addresses that nobody confirmed in time, or that follow what ended long ago."""
    now = clock.now()
    Subscription.objects.filter(
        Q(confirmed_at=None, asked_at__lt=now - UNCONFIRMED_FOR)
        | Q(consultation__decided_at__lt=now - DECIDED_FOR)
    ).delete()
