"""The page on which people search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from cms.models import FoundKind
from cms.models.base import HOME
from cms.search.finding import Search, search
from cms.search.results import results
from participatie.core import codes
from participatie.core.text import tidy
from participatie.pipeline import addresses
from participatie.pipeline.queries import contributions
from participatie.pipeline.queries.typed import LONGEST, Typed

PER_PAGE = 10


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What was found for `zoek`, of one `soort` or of all; nothing that is typed is an error."""
    written = tidy(request.GET.get("zoek", ""))
    if _is_follow_code(written):
        response = render(request, "cms/search/code.html", {"kept_query": "", "crumbs": [HOME]})
        response["Cache-Control"] = "no-store"
        return response
    found = search(Typed.read(written))
    kind = request.GET.get("soort", "")
    kind = kind if found.counts.get(kind) else ""
    rows = found.rows(kind) if found.total else []
    paginator = Paginator(rows, PER_PAGE)
    # The tabs have counted already.
    paginator.count = found.counts[kind] if kind else found.total
    page = paginator.get_page(request.GET.get("page"))
    return render(
        request,
        "cms/search/results.html",
        {
            "crumbs": [HOME],
            "found": found,
            "written": written[:LONGEST],
            "tabs": _tabs(found, kind),
            "page": page,
            "results": results(page.object_list, found.marked) if found.total else [],
            "contribution": _by_number(written),
            "index_url": addresses.consultations(),
        },
    )


def _is_follow_code(written: str) -> bool:
    try:
        codes.normalise(written[: 2 * LONGEST])
    except codes.InvalidCode:
        return False
    return True


def _by_number(written: str) -> dict[str, str] | None:
    """The page of the contribution whose number was typed, while its consultation is online."""
    contribution = contributions.by_reference(written[:LONGEST])
    if contribution is None or not _is_online(contribution.consultation):
        return None
    return {
        "reference": contribution.reference,
        "url": reverse(
            "accountability:contribution",
            args=[contribution.consultation.slug, contribution.number],
        ),
    }


def _is_online(consultation: Any) -> bool:
    page = getattr(consultation, "page", None)
    return page is not None and page.live


def _tabs(found: Search, chosen: str) -> list[dict[str, Any]]:
    if len(found.counts) < 2:
        return []
    tabs = [("", _("All"), found.total)]
    tabs += [(kind, name, found.counts[kind]) for kind, name in _names() if kind in found.counts]
    return [
        {
            "name": name,
            "url": "?" + urlencode({"zoek": str(found.typed)} | ({"soort": kind} if kind else {})),
            "count": count,
            "current": kind == chosen,
        }
        for kind, name, count in tabs
    ]


def _names() -> list[tuple[str, str]]:
    return [
        (FoundKind.CONSULTATION, _("Consultations")),
        (FoundKind.DOCUMENT, pgettext("search", "Documents")),
        (FoundKind.CONTRIBUTION, _("Contributions")),
        (FoundKind.NEWS, _("News")),
        (FoundKind.EXPLANATION, pgettext("search", "Explanation")),
    ]
