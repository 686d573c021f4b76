"""The acts of the newsroom: news is published, and taken back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from participatie.core import clock
from participatie.news.models import NewsItem, NewsKind
from participatie.news.recipients import recipients_of
from participatie.news.tasks import mail_item, post_item
from participatie.pipeline.models import Consultation


@dataclass(frozen=True, kw_only=True)
class Message:
    """What an editor tells. `slug` is the last part of the address of the page."""

    title: str
    lead: str
    slug: str


def tell(
    kind: NewsKind,
    consultation: Consultation,
    *,
    source: str,
    at: datetime,
    facts: Mapping[str, Any],
) -> None:
    """Publish what the record tells, once for each `source`."""
    item, is_new = NewsItem.objects.get_or_create(
        source=source,
        defaults={
            "kind": kind,
            "consultation": consultation,
            "facts": dict(facts),
            "published_at": at,
            "updated_at": at,
        },
    )
    if is_new:
        _spread(item)


def publish(message: Message, *, source: str, consultation: Consultation | None) -> NewsItem:
    """Publish what an editor tells, or write anew what came from this `source` before.

    It is mailed and posted the first time only. `consultation` None: about the whole site.
    """
    now = clock.now()
    words = asdict(message)
    with transaction.atomic():
        item, is_new = NewsItem.objects.select_for_update().get_or_create(
            source=source,
            defaults={
                "kind": NewsKind.EDITORIAL,
                "consultation": consultation,
                "published_at": now,
                "updated_at": now,
                **words,
            },
        )
        if is_new:
            _spread(item)
            return item
        wanted = words | {"consultation": consultation, "retracted_at": None}
        if any(getattr(item, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(item, name, value)
            item.updated_at = now
            item.save()
    return item


def retract(source: str) -> None:
    """Take the news of this source away; does nothing when there is none."""
    now = clock.now()
    NewsItem.objects.filter(source=source, retracted_at=None).update(
        retracted_at=now, updated_at=now
    )


def _spread(item: NewsItem) -> None:
    """Mail and post it, in jobs that exist exactly when the item does."""
    if recipients_of(item).exists():
        mail_item.defer(item_id=item.pk)
    if settings.MASTODON_URL:
        post_item.defer(item_id=item.pk)


def on_show(consultation: Consultation | None = None) -> QuerySet[NewsItem]:
    """The news that can be read, newest first: of one consultation, or of all and the site."""
    shown = NewsItem.objects.filter(retracted_at=None).select_related("consultation")
    return shown if consultation is None else shown.filter(consultation=consultation)
