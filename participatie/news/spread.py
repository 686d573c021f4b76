"""What became of a piece of news, for who wrote it."""

from dataclasses import dataclass

from django.db.models import Count, Q

from participatie.news.models import NewsItem


@dataclass(frozen=True)
class Spread:
    """Mails that went, that still have to go and that were refused for good; and the post.

    `post_error` is a word or two, such as `HTTP 401`.
    """

    sent: int
    waiting: int
    refused: int
    posted_at: str
    post_error: str


def of(source: str) -> Spread | None:
    """What became of the news from this source; None when there is none."""
    item = (
        NewsItem.objects.filter(source=source)
        .annotate(
            sent=Count("mails", filter=Q(mails__sent_at__isnull=False)),
            refused=Count("mails", filter=Q(mails__refused_at__isnull=False)),
            planned=Count("mails"),
        )
        .first()
    )
    if item is None:
        return None
    return Spread(
        sent=item.sent,
        waiting=item.planned - item.sent - item.refused,
        refused=item.refused,
        posted_at=item.posted_at,
        post_error=item.post_error,
    )
