"""A page of the website is made once for each state of what it tells, not for each visit.

Without a login everybody sees the same page, and making one costs many times what it costs to ask
whether anything happened since.
"""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.db.models import Model, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from wagtail.models import ModelLogEntry, PageLogEntry

from participatie.core import kept
from participatie.duties.outages import latest_turn
from participatie.intake.meeting import reports
from participatie.news.models import NewsItem
from participatie.pipeline import kinds
from participatie.pipeline.models import Event

KEPT_FOR = 5 * 60
"""Seconds. So long a page may miss what nothing logs, or what began before something else and was
finished after it."""
CHANGES_A_PAGE = (PageLogEntry, ModelLogEntry, NewsItem)
"""Besides the public events of the record: the newest row of each tells whether anything changed
since. What editors do to pages, pictures, documents, lists and settings is logged by Wagtail. An
outage that was planned begins and ends by the clock. That the report of a meeting became public is
on the track of that meeting."""

View = Callable[[HttpRequest, str], HttpResponseBase]


def made_once(view: View) -> View:
    """Answer a visit with the page as it was made before, for as long as nothing has changed."""

    @wraps(view)
    def serve(request: HttpRequest, path: str) -> HttpResponseBase:
        version = _version() if _is_for_everyone(request) else ""
        if not version:
            return view(request, path)
        address = request.build_absolute_uri()
        key = f"page-{hashlib.sha256(address.encode()).hexdigest()}"
        made_at, made = cache.get(key, ("", b""))
        if made_at != version:
            response = view(request, path)
            if not _may_be_kept(request, response):
                return response
            made = response.content
            cache.set(key, (version, made), KEPT_FOR)
        # Only now it is sure that there is such a page: all pages have the same version.
        answer = kept.not_modified(request, version)
        if answer is None:
            answer = HttpResponse(made)
            kept.mark(answer, version)
        return answer

    return serve


def _is_for_everyone(request: HttpRequest) -> bool:
    """Whether nothing that this visitor brings along could change the page."""
    return (
        request.method in ("GET", "HEAD")
        and not request.META["QUERY_STRING"]
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
    )


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it is a whole page, with nothing in it that was meant for one visitor."""
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response["Content-Type"].startswith("text/html")
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def _version() -> str:
    """Text that changes when what is told or how it is told changes, in one query."""
    newest = {model._meta.label_lower.replace(".", "_"): _newest(model) for model in CHANGES_A_PAGE}
    found = (
        Event.objects.exclude(kind__in=kinds.UNSEEN)
        .order_by("-pk")
        .annotate(**newest, turn=latest_turn(), report=reports.latest())
        .values_list("pk", "at", *newest, "turn", "report")
        .first()
    )
    if found is None:
        return ""
    latest, at, *others = found
    return kept.version_of_page("-".join(map(str, (latest, f"{at.timestamp():.0f}", *others))))


def _newest(model: type[Model]) -> Subquery:
    return Subquery(model._default_manager.order_by("-pk").values("pk")[:1])
