"""News and calendar for programs: Atom (RFC 4287), JSON Feed 1.1, iCalendar (RFC 5545)."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.core import organisation
from participatie.news import calendar_file, following, items, wording
from participatie.news.models import CalendarEntry, NewsItem
from participatie.pipeline.models import Consultation

ITEMS = 50
"""The newest so many are in a feed."""
KEPT_FOR = 5 * 60
"""Seconds in which a program need not ask again."""
BEGINNING = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
"""When a feed without news changed last."""


@require_safe
def atom(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The news as Atom."""
    consultation = _consultation(slug)
    found = _newest(consultation)
    return _answer(request, _atom(consultation, found), "application/atom+xml; charset=utf-8")


@require_safe
def json_feed(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """The news as JSON Feed."""
    consultation = _consultation(slug)
    found = _newest(consultation)
    content = json.dumps(_json(consultation, found), ensure_ascii=False, indent=1)
    return _answer(request, content.encode(), "application/feed+json; charset=utf-8")


@require_safe
def ics(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """Terms, moments and decisions as a calendar file, to import once or to subscribe to."""
    consultation = _consultation(slug)
    entries = CalendarEntry.objects.select_related("consultation")
    if consultation is not None:
        entries = entries.filter(consultation=consultation)
    content = calendar_file.calendar(list(entries), name=following.calendar_name(consultation))
    response = _answer(request, content, "text/calendar; charset=utf-8")
    response.headers.setdefault("Content-Disposition", 'inline; filename="agenda.ics"')
    return response


def _consultation(slug: str) -> Consultation | None:
    return get_object_or_404(Consultation, slug=slug) if slug else None


def _newest(consultation: Consultation | None) -> list[NewsItem]:
    return list(items.on_show(consultation)[:ITEMS])


def _title(item: NewsItem, consultation: Consultation | None) -> str:
    return wording.full_title(item) if consultation is None else wording.words(item).title


def _about(item: NewsItem) -> list[str]:
    return [item.consultation.title] if item.consultation else []


class _Feed(Atom1Feed):
    """Says when its news changed last, also while there is none."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


def _atom(consultation: Consultation | None, found: list[NewsItem]) -> bytes:
    ways = following.ways(consultation)
    address = wording.absolute(ways.atom)
    feed = _Feed(
        title=following.title_of(consultation),
        link=wording.absolute(ways.news),
        description="",
        subtitle=_("What happens in the consultations, and when you can respond."),
        language=get_language(),
        author_name=organisation.details().name,
        feed_url=address,
        feed_guid=address,
    )
    for item in found:
        feed.add_item(
            title=_title(item, consultation),
            link=wording.absolute(wording.path(item)),
            description=linebreaks(wording.words(item).text, autoescape=True),
            unique_id=item.key.urn,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            categories=_about(item),
        )
    return feed.writeString("utf-8").encode()


def _json(consultation: Consultation | None, found: list[NewsItem]) -> dict[str, Any]:
    ways = following.ways(consultation)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": following.title_of(consultation),
        "home_page_url": wording.absolute(ways.news),
        "feed_url": wording.absolute(ways.json),
        "language": get_language(),
        "authors": [{"name": organisation.details().name}],
        "items": [
            {
                "id": item.key.urn,
                "url": wording.absolute(wording.path(item)),
                "title": _title(item, consultation),
                "content_text": wording.words(item).text,
                "date_published": item.published_at.isoformat(),
                "date_modified": item.updated_at.isoformat(),
                "tags": _about(item),
            }
            for item in found
        ],
    }


def _answer(request: HttpRequest, content: bytes, content_type: str) -> HttpResponseBase:
    """The file, or 304 for a program that has it already.

    Without Last-Modified: what was taken back makes a file older, and yet it is another one.
    """
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    # For programs in a browser; there is nothing in it that is not for everyone.
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
