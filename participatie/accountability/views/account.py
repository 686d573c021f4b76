"""The account of a consultation, for everyone."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability import caching, in_words, stages, tables
from participatie.accountability.figures import ThemeFigures
from participatie.accountability.overview import (
    ANSWERS_ON_A_PAGE,
    CHANGES_ON_A_PAGE,
    AnswerPlace,
    Overview,
    overview,
    stamp,
)
from participatie.accountability.views.frame import (
    account_crumb,
    consultation_or_404,
    frame,
    kept,
    once_published,
)
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel


@require_safe
def account(request: HttpRequest, slug: str) -> HttpResponse:
    """What came in and what was done with it; until the answers are published, what came in."""
    consultation = consultation_or_404(slug)
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
    base = frame(consultation, _("What was done with it")) | {
        "overview": seen,
        "door_bars": [(door.label, door.received) for door in seen.doors],
        "doors_table": tables.doors(seen),
        "completeness": in_words.completeness(seen),
        "steps": stages.steps(consultation),
        "kept_query": "",
    }
    if consultation.answers_published_at is None:
        return base
    # The pages of the list keep the theme and nothing else that was in the address.
    query = QueryDict(f"thema={theme.code}") if theme else None
    return base | {
        "in_short": in_words.in_short(seen),
        "themes_table": tables.themes(
            seen, lambda each: f"?thema={each.code}#gezegd"
        ).without_zeros(),
        "flows": seen.flows,
        "flows_from": [(door.value, str(door.label).capitalize()) for door in Channel],
        "flows_to": tables.outcome_names(),
        "flows_table": tables.doors_and_outcomes(seen).without_zeros(),
        "decision": getattr(consultation, "decision", None),
        "theme": theme,
        "page": page,
        "query": query,
        "kept_query": kept(query, page.number),
        "answers": accounts.done(consultation, seen, [place.pk for place in page]),
        "changes": accounts.changed(consultation, seen) if seen.has_few_changes else [],
    }


@once_published
def changes(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """All changes of the text, for a decision with so many that they do not fit elsewhere."""
    at = stamp(consultation)

    def make() -> HttpResponse:
        seen = overview(consultation, at)
        page = Paginator(seen.changes, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
        context = frame(consultation, _("Changes")) | {
            "overview": seen,
            "page": page,
            "changes": accounts.changed(consultation, seen, [change.pk for change in page]),
        }
        context["crumbs"].append(account_crumb(consultation))
        return render(request, "accountability/changes.html", context)

    return caching.answer(request, at, make)
