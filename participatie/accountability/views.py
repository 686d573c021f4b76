"""The account of a consultation, for everyone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability import caching, chapters, making, readable, stages, tables
from participatie.accountability.figures import ThemeFigures
from participatie.accountability.filters import ReadingFilter
from participatie.accountability.overview import (
    ANSWERS_ON_A_PAGE,
    CHANGES_ON_A_PAGE,
    AnswerPlace,
    Overview,
    overview,
    points_of,
    stamp,
)
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Outcome, Status

CONTRIBUTIONS_ON_A_PAGE = 25
RETRY_AFTER = 30
"""Seconds after which a document that is being made may be there."""


@require_safe
def account(request: HttpRequest, slug: str) -> HttpResponse:
    """What came in and what was done with it; until the answers are published, what came in."""
    consultation = _consultation(slug)
    at = stamp(consultation)

    def make() -> HttpResponse:
        seen = overview(consultation, at)
        theme = _theme(request, seen)
        chosen = [place for place in seen.answers if theme is None or theme.pk in place.themes]
        page = Paginator(chosen, ANSWERS_ON_A_PAGE).get_page(request.GET.get("page"))
        name = f"page-{theme.code if theme else ''}-{page.number}"
        return HttpResponse(
            caching.page(
                consultation,
                at,
                name,
                lambda: render_to_string(
                    "accountability/account.html",
                    _account(consultation, seen, theme, page),
                    request,
                ),
            )
        )

    return caching.answer(request, at, make)


def _theme(request: HttpRequest, seen: Overview) -> ThemeFigures | None:
    code = request.GET.get("thema", "").upper()
    return next((theme for theme in seen.themes if theme.code == code), None)


def _account(
    consultation: Consultation,
    seen: Overview,
    theme: ThemeFigures | None,
    page: Page[AnswerPlace],
) -> dict[str, Any]:
    base = _frame(consultation, _("What was done with it")) | {
        "overview": seen,
        "door_bars": [(door.label, door.received) for door in seen.doors],
        "doors_table": tables.doors(seen),
        "completeness": chapters.completeness(seen),
        "steps": stages.steps(consultation),
    }
    if consultation.answers_published_at is None:
        return base
    return base | {
        "in_short": chapters.in_short(seen),
        "themes_table": tables.themes(seen, lambda each: f"?thema={each.code}#gezegd"),
        "outcome_bars": [
            (str(Outcome(outcome).label).capitalize(), count)
            for outcome, count in seen.outcomes.items()
        ],
        "theme": theme,
        "page": page,
        # The pages of the list keep the theme and nothing else that was in the address.
        "query": QueryDict(f"thema={theme.code}") if theme else None,
        "answers": accounts.done(consultation, seen, [place.pk for place in page]),
        "changes": accounts.changed(consultation, seen) if seen.has_few_changes else [],
    }


def once_published(view: Callable[[HttpRequest, Consultation], HttpResponse]) -> Any:
    """Only when the answers are published, and not while something long is being made."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, slug: str) -> HttpResponse:
        consultation = _consultation(slug)
        if consultation.answers_published_at is None:
            return _not_yet(request, consultation)
        try:
            return view(request, consultation)
        except making.Busy:
            return _busy(request, consultation)

    return guarded


@once_published
def changes(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """All changes of the text, for a decision with so many that they do not fit elsewhere."""
    at = stamp(consultation)

    def make() -> HttpResponse:
        seen = overview(consultation, at)
        page = Paginator(seen.changes, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
        context = _frame(consultation, _("Changes")) | {
            "overview": seen,
            "page": page,
            "changes": accounts.changed(consultation, seen, [change.pk for change in page]),
        }
        context["crumbs"].append(_account_crumb(consultation))
        return render(request, "accountability/changes.html", context)

    return caching.answer(request, at, make)


@once_published
def nota(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The nota van beantwoording as one page, to read and to print."""
    at = stamp(consultation)

    def make() -> HttpResponse:
        whole = making.document(consultation, at, "html").decode()
        context = _frame(consultation, _("Nota van beantwoording")) | {"whole": mark_safe(whole)}
        context["crumbs"].append(_account_crumb(consultation))
        return render(request, "accountability/nota.html", context)

    return caching.answer(request, at, make)


@once_published
def nota_pdf(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The nota as a PDF that can be archived and read aloud."""
    return _file(request, consultation, "pdf", "application/pdf", "inline")


@once_published
def nota_csv(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Every point with its outcome, as a table for a spreadsheet."""
    table = "text/csv; charset=utf-8"
    return _file(request, consultation, "csv", table, "attachment")


def _file(
    request: HttpRequest,
    consultation: Consultation,
    ending: str,
    content_type: str,
    disposition: str,
) -> HttpResponse:
    at = stamp(consultation)

    def respond() -> HttpResponse:
        content = making.document(consultation, at, ending)
        response = HttpResponse(content, content_type=content_type)
        name = f"nota-{consultation.slug}.{ending}"
        response["Content-Disposition"] = f'{disposition}; filename="{name}"'
        return response

    return caching.answer(request, at, respond, is_page=False)


@require_safe
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contributions that can be read, and how many cannot yet."""
    consultation = _consultation(slug)
    form = ReadingFilter(request.GET, consultation=consultation)
    if form.number is not None and consultation.contributions.filter(number=form.number).exists():
        return redirect("accountability:contribution", slug, form.number)
    texts = readable.texts(consultation)
    readable_now = texts.count()
    page = Paginator(form.narrow(texts), CONTRIBUTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    for text in page:
        text.contribution.consultation = consultation
        # The blocks would be read out one by one.
        text.excerpt = text.contribution.from_own_words(text.opening).replace(HIDDEN, "[…]")
    counts = readable.unreadable(consultation)
    return render(
        request,
        "accountability/contributions.html",
        _frame(consultation, _("Contributions"))
        | {
            "form": form,
            "page": page,
            "is_narrowed": any(request.GET.get(name) for name in (*form.fields, "antwoord")),
            "received": readable_now + counts.total(),
            "readable": readable_now,
            "withdrawn": counts.pop(Status.WITHDRAWN, 0),
            "inadmissible": counts.pop(Status.INADMISSIBLE, 0),
            "not_yet": counts.total(),
        },
    )


@require_safe
def contribution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One contribution: the text that may be read, its points, and what was done with them."""
    consultation = _consultation(slug)
    found = readable.contribution_or_404(consultation, number)
    text = readable.public_text_of(found)
    points = points_of(consultation).filter(contribution=found)
    context = _frame(consultation, found.reference) | {
        "contribution": found,
        "public_text": text,
        "pieces": readable.pieces(text) if text else [],
        "left_out": readable.left_out(text) if text else [],
        "points": accounts.answered(consultation, points, stamp(consultation)),
        "is_withdrawn": found.status == Status.WITHDRAWN,
    }
    list_url = reverse("accountability:contributions", args=[slug])
    context["crumbs"].append({"name": _("Contributions"), "url": list_url})
    return render(request, "accountability/contribution.html", context)


def _consultation(slug: str) -> Consultation:
    return get_object_or_404(Consultation.objects.select_related("decision"), slug=slug)


def _frame(consultation: Consultation, title: str) -> dict[str, Any]:
    return {
        "consultation": consultation,
        "title": title,
        "crumbs": stages.crumbs(consultation),
        "account_url": reverse("accountability:account", args=[consultation.slug]),
    }


def _account_crumb(consultation: Consultation) -> dict[str, str]:
    url = reverse("accountability:account", args=[consultation.slug])
    return {"name": _("What was done with it"), "url": url}


def _not_yet(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    context = _frame(consultation, _("Not published yet")) | {"steps": stages.steps(consultation)}
    return render(request, "accountability/not_yet.html", context, status=404)


def _busy(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    context = _frame(consultation, _("One moment please")) | {"again": request.path}
    response = render(request, "accountability/busy.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response
