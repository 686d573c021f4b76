"""All consultations, and one of them: the numbers, whether it is complete, and the ways down."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from participatie.accountability import stages, tables
from participatie.accountability.overview import overview
from participatie.accountability.staten import home, lists
from participatie.accountability.staten import tables as staten_tables
from participatie.accountability.staten.checks import checks
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.views import parity


@require_safe
@entrance
def overview_of_all(request: HttpRequest) -> HttpResponse:
    """Every consultation with its numbers."""
    compares = request.user.has_role(*parity.ROLES)
    context = {"rows": home.rows(), "compares_doors": compares}
    return render(request, "staten/home.html", context)


@require_safe
@entrance
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """One consultation: the questions of completeness, the numbers, and the ways down."""
    found = consultation_or_404(slug)
    seen = overview(found)
    sent = home.notices(found)
    list_url = reverse("staten:contributions", args=[slug])
    answers_url = reverse("staten:answers", args=[slug])
    return render(
        request,
        "staten/consultation.html",
        frame(found)
        | {
            "overview": seen,
            "checks": checks(found, seen, sent),
            "steps": stages.steps(found),
            "door_bars": [(door.label, door.received) for door in seen.doors],
            "doors_table": tables.doors(seen, url=f"{list_url}?kanaal="),
            "outcomes_table": staten_tables.door_outcomes(seen.flows, list_url),
            "themes_table": tables.themes(
                seen, lambda theme: f"{answers_url}?thema={theme.pk}" if theme.pk else ""
            ),
            "notices": staten_tables.notices(sent),
            "progress": staten_tables.progress(lists.answer_statuses(found)),
        },
    )
