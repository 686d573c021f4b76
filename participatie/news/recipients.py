"""Who gets a piece of news by mail."""

from django.db.models import Q, QuerySet

from participatie.news.models import NewsItem, Subscription, Topic


def recipients_of(item: NewsItem) -> QuerySet[Subscription]:
    """Each address once, also when it follows this consultation and all of them.

    Whoever confirmed after the news was published reads it on the site, and gets no mail of it.
    """
    return (
        Subscription.objects.filter(
            Q(consultation=None) | Q(consultation=item.consultation_id),
            topic=Topic.NEWS,
            confirmed_at__lte=item.published_at,
        )
        .order_by("fingerprint", "pk")
        .distinct("fingerprint")
    )
