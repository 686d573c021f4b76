"""Every number that was given, for everyone: as pages and as a table."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import caching, figures, in_words, numbers, readable
from participatie.accountability.overview import Stamp, overview, stamp
from participatie.accountability.views.frame import account_crumb, consultation_or_404, frame
from participatie.core import clock, kept
from participatie.pipeline.models import Consultation

ON_A_PAGE = 100
LONGEST = 30
"""Characters of a number that are looked at."""


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Number, door, day and state of each contribution, a hundred at a time, or the one looked
    for.
    """
    consultation = consultation_or_404(slug)
    at = stamp(consultation)
    return caching.answer(request, at, lambda: _page(request, consultation, at))


def _page(request: HttpRequest, consultation: Consultation, at: Stamp) -> HttpResponse:
    seen = overview(consultation, at)
    given = seen.numbers
    typed = request.GET.get("nummer", "")[:LONGEST].strip()
    wanted = readable.number_in(typed, consultation) if typed else None
    is_given = wanted is not None and 1 <= wanted <= given.highest
    chosen = range(1, given.highest + 1)
    shown = Paginator(chosen, ON_A_PAGE).get_page(
        (wanted - 1) // ON_A_PAGE + 1
        if is_given and wanted is not None
        else request.GET.get("page")
    )
    rows = numbers.entries(consultation, list(shown))
    found = next((row for row in rows if is_given and row.number == wanted), None)
    context = frame(consultation, _("All numbers")) | {
        "given": given,
        "completeness": in_words.completeness(seen),
        "typed": typed,
        "found": found,
        "page": shown,
        "entries": rows,
        "term_is_over": clock.now() >= consultation.closes_at,
    }
    context["crumbs"].append(account_crumb(consultation))
    return render(request, "accountability/numbers.html", context)


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same of all numbers as CSV."""
    consultation = consultation_or_404(slug)
    version = caching.version(stamp(consultation), is_page=False)
    known = kept.not_modified(request, version)
    if known is not None:
        return known
    texts = request.build_absolute_uri(reverse("accountability:contributions", args=[slug]))
    highest = figures.numbers(consultation).highest
    # A hundred thousand of them are some 8 MB, made in pieces of a thousand.
    content = b"".join(numbers.as_csv(consultation, highest, texts))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"nummers-{consultation.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    kept.mark(response, version)
    return response
