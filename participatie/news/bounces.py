"""What a mail provider tells of addresses that do not work, or do not want our mail.

Comes in by the webhook of django-anymail, which is there when it has a secret (see urls.py).
"""

from typing import Any

from anymail.signals import EventType, tracking
from django.dispatch import receiver

from participatie.news import followers

REFUSED = frozenset({EventType.BOUNCED, EventType.REJECTED})
UNWANTED = frozenset({EventType.COMPLAINED, EventType.UNSUBSCRIBED})


@receiver(tracking, dispatch_uid="news.bounces")
def hear(event: Any, **kwargs: Any) -> None:
    """Count a mail that was refused for good; stop at once for who called it unwanted."""
    if not event.recipient:
        return
    if event.event_type in UNWANTED:
        followers.stop_address(event.recipient)
    elif event.event_type in REFUSED:
        for subscription in followers.of_address(event.recipient):
            followers.note_refusal(subscription)
