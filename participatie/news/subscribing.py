"""Asking for news by mail.

Nobody learns on the screen whether an address was known: asking gives the same answer always,
and what differs is in the mail.
"""

from django.db import transaction

from participatie.core import attempts, clock
from participatie.news.models import Subscription, Topic
from participatie.news.models.subscription import fingerprint_of, new_token, token_digest
from participatie.news.tasks import send_confirmation
from participatie.pipeline.models import Consultation

HOUR = 60 * 60
DAY = 24 * HOUR
MAILS_PER_DAY = 2
"""Mails that ask one address to confirm: anybody can fill in the address of somebody else."""
REQUESTS_PER_HOUR = 60
"""From one network: enough for a library, too few for a list of addresses."""


def may_ask(address: str) -> bool:
    """Count one more request from this network address; whether that is within the limit."""
    return attempts.count_from(address, "news requests", seconds=HOUR) <= REQUESTS_PER_HOUR


def ask(
    email: str,
    *,
    consultation: Consultation | None,
    language: str,
    topic: Topic = Topic.NEWS,
) -> None:
    """Have the owner of `email` asked whether this was meant; None stands for all news.

    Does nothing more for an address that was asked often enough today.
    """
    mark = fingerprint_of(email)
    if attempts.count("mails to confirm", mark, seconds=DAY) > MAILS_PER_DAY:
        return
    token = new_token()
    now = clock.now()
    with transaction.atomic():
        subscription, _made = Subscription.objects.get_or_create(
            fingerprint=mark,
            consultation=consultation,
            topic=topic,
            defaults={
                "email": email.strip(),
                "language": language,
                "token": token,
                "token_digest": token_digest(token),
                "asked_at": now,
            },
        )
        Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(
            asked_at=now, language=language
        )
        send_confirmation.defer(subscription_id=subscription.pk)
