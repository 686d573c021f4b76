"""News as a list shows it."""

from collections.abc import Iterable
from typing import Any

from participatie.news import wording
from participatie.news.models import NewsItem, NewsKind
from participatie.pipeline.models import Consultation


def rows(found: Iterable[NewsItem], *, within: Consultation | None) -> list[dict[str, Any]]:
    """Items as a list shows them; the consultation is named where there can be several."""
    return [
        {
            "words": wording.words(item),
            "url": wording.path(item),
            "day": item.published_at,
            "consultation": item.consultation if within is None else None,
            "is_editorial": item.kind == NewsKind.EDITORIAL,
        }
        for item in found
    ]
