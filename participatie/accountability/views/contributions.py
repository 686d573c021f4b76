"""The contributions that everyone may read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability import articles, caching, readable
from participatie.accountability.filters import ReadingFilter
from participatie.accountability.overview import Stamp, points_of, stamp
from participatie.accountability.views.frame import consultation_or_404, frame, kept
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries.excerpts import stretches
from participatie.pipeline.statuses import Status

CONTRIBUTIONS_ON_A_PAGE = 25
EXCERPT = 45
"""Words."""


@require_safe
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contributions that can be read, and how many cannot yet."""
    consultation = consultation_or_404(slug)
    at = stamp(consultation)

    def make() -> HttpResponse:
        form = ReadingFilter(request.GET, consultation=consultation)
        number = form.number
        if number is not None and consultation.contributions.filter(number=number).exists():
            return redirect("accountability:contribution", slug, number)
        return render(
            request, "accountability/contributions.html", _list(request, consultation, at, form)
        )

    return caching.answer(request, at, make)


def _list(
    request: HttpRequest, consultation: Consultation, at: Stamp, form: ReadingFilter
) -> dict[str, Any]:
    texts = readable.texts(consultation)
    readable_now = texts.count()
    narrowed, found = form.narrow(texts, at)
    page = Paginator(narrowed, CONTRIBUTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    for text in page:
        text.contribution.consultation = consultation
        text.excerpt = _excerpt(text)
    counts = readable.unreadable(consultation)
    return frame(consultation, _("Contributions")) | {
        "form": form,
        "found": found,
        "page": page,
        "query": form.kept,
        "kept_query": kept(form.kept, page.number),
        "received": readable_now + counts.total(),
        "readable": readable_now,
        "withdrawn": counts.pop(Status.WITHDRAWN, 0),
        "inadmissible": counts.pop(Status.INADMISSIBLE, 0),
        "not_yet": counts.total(),
    }


def _excerpt(text: Any) -> list[tuple[str, bool]]:
    """The beginning of a text, or what was found of it: stretches, and whether to mark them."""
    # The blocks would be read out one by one.
    if headline := getattr(text, "headline", ""):
        found = stretches(headline.replace(HIDDEN, "[…]"))
        is_beginning = text.opening.startswith(found[0][0][:20])
        return found if is_beginning else [("… ", False), *found]
    opening = text.contribution.from_own_words(text.opening).replace(HIDDEN, "[…]")
    return [(Truncator(opening).words(EXCERPT, truncate=" …"), False)]


@require_safe
def contribution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One contribution: the text that may be read, its points, and what was done with them."""
    consultation = consultation_or_404(slug)
    at = stamp(consultation)
    return caching.answer(request, at, lambda: _one(request, consultation, at, number))


def _one(request: HttpRequest, consultation: Consultation, at: Stamp, number: int) -> HttpResponse:
    found = readable.contribution_or_404(consultation, number)
    text = readable.public_text_of(found)
    points = points_of(consultation).filter(contribution=found)
    told = accounts.answered(consultation, points, at)
    articles_of = {e.change: e for e in articles.entries(consultation) if e.change} if told else {}
    context = frame(consultation, found.reference) | {
        "contribution": found,
        "public_text": text,
        "pieces": readable.pieces(text) if text else [],
        "left_out": readable.left_out(text) if text else [],
        "points": [
            (point, answer, [(c, articles_of.get(c.pk)) for c in answer.changes] if answer else [])
            for point, answer in told
        ],
        "is_withdrawn": found.status == Status.WITHDRAWN,
        "kept_query": "",
    }
    list_url = reverse("accountability:contributions", args=[consultation.slug])
    context["crumbs"].append({"name": _("Contributions"), "url": list_url})
    return render(request, "accountability/contribution.html", context)
