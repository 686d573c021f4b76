"""The text of the decision for everyone: what was laid open, what changes, and because of whom."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import articles, caching
from participatie.accountability.account import done
from participatie.accountability.articles import IN_THE_MARGIN, Entry, Fate
from participatie.accountability.overview import overview, stamp
from participatie.accountability.views.frame import (
    account_crumb,
    consultation_or_404,
    frame,
    kept,
)
from participatie.pipeline.models import Consultation

ONLY_CHANGED = "gewijzigd"


@require_safe
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles in order, with what changes in the margin; `tonen` leaves the others out."""
    consultation = consultation_or_404(slug)
    at = stamp(consultation)
    only_changed = request.GET.get("tonen") == ONLY_CHANGED

    def make() -> HttpResponse:
        every = articles.entries(consultation)
        if not every:
            raise Http404(_("The text of this decision is not on this website yet."))
        shown = [entry for entry in every if not only_changed or entry.fate != Fate.SAME]
        page = Paginator(articles.pages(shown), 1).get_page(request.GET.get("page"))
        name = f"decision-{only_changed}-{page.number}"

        def written() -> str:
            seen = overview(consultation, at)
            query = QueryDict(f"tonen={ONLY_CHANGED}" if only_changed else "")
            context = _text(consultation, every) | {
                "contents": _contents(consultation, page.paginator.object_list, page.number, query),
                "articles": list(articles.read(consultation, seen, page[0], first=IN_THE_MARGIN)),
                "only_changed": only_changed,
                "page": page,
                "query": query,
                "kept_query": kept(query, page.number),
            }
            return render_to_string("accountability/decision.html", context, request)

        return HttpResponse(caching.page(consultation, at, name, written))

    return caching.answer(request, at, make)


@require_safe
def article(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One article: the whole text, before and after, why, and everyone behind it."""
    consultation = consultation_or_404(slug)
    at = stamp(consultation)

    def make() -> HttpResponse:
        every = articles.entries(consultation)
        place = next((place for place, e in enumerate(every) if e.number == number), None)
        if place is None:
            raise Http404

        def written() -> str:
            entry = every[place]
            seen = overview(consultation, at)
            (read,) = articles.read(consultation, seen, [entry], first=IN_THE_MARGIN)
            url = reverse("accountability:decision", args=[slug])
            context = _text(consultation, every) | {
                "title": entry.name,
                "article": read,
                "answers": done(consultation, seen, read.change.causes) if read.change else [],
                "change_address": read.change and seen.addresses["change", read.change.number],
                "text_url": _where(consultation, every, entry),
                "previous": every[place - 1] if place else None,
                "next": every[place + 1] if place + 1 < len(every) else None,
                "kept_query": "",
            }
            context["crumbs"].append({"name": _("The text, article by article"), "url": url})
            return render_to_string("accountability/article.html", context, request)

        return HttpResponse(caching.page(consultation, at, f"article-{number}", written))

    return caching.answer(request, at, make)


def _text(consultation: Consultation, every: list[Entry]) -> dict[str, Any]:
    context = frame(consultation, _("The text, article by article"))
    context["crumbs"].append(account_crumb(consultation))
    return context | {
        "decision": consultation.decision,
        "count": len(every),
        "count_changed": sum(entry.fate != Fate.SAME for entry in every),
    }


def _contents(
    consultation: Consultation, pages: list[list[Entry]], current: int, query: QueryDict
) -> list[tuple[Entry, str]]:
    """Every article with its place, seen from page `current`."""
    found = []
    for number, page in enumerate(pages, start=1):
        address = "" if number == current else _address(consultation, number, query)
        found += [(entry, f"{address}#{entry.anchor}") for entry in page]
    return found


def _where(consultation: Consultation, every: list[Entry], wanted: Entry) -> str:
    pages = enumerate(articles.pages(every), start=1)
    number = next(number for number, page in pages if wanted in page)
    return f"{_address(consultation, number)}#{wanted.anchor}"


def _address(consultation: Consultation, number: int, query: QueryDict | None = None) -> str:
    chosen = kept(query, number)
    url = reverse("accountability:decision", args=[consultation.slug])
    return f"{url}?{chosen}" if chosen else url
