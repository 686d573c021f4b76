"""The text that was decided, and each change in it back to everyone behind it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability.articles import entries
from participatie.accountability.overview import changes_of, points_of
from participatie.accountability.staten import articles
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known, once
from participatie.accountability.staten.said import page_of_points
from participatie.accountability.staten.trail import trail
from participatie.pipeline.models import Consultation, Decision, Event

ON_A_PAGE = 50
ANSWERS_NAMED = 20


@require_safe
@entrance
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """The text article by article, what changed in it, and how many stand behind each change."""
    found = consultation_or_404(slug)
    decided = _decision(found)
    context = frame(found, _("Text and changes")) | {"decision": decided}
    if decided:
        page = Paginator(entries(found), ON_A_PAGE).get_page(request.GET.get("page"))
        counts = once("behind", articles.behind, [found])[found.pk]
        context |= {
            "page": page,
            "rows": articles.rows(found, page, counts),
            "steps": trail(Event.objects.filter(decision=decided)),
        }
    return render(request, "staten/decision.html", context)


@require_safe
@entrance
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One change: before and after, and every contribution behind it."""
    consulted = consultation_or_404(slug)
    found = get_object_or_404(changes_of(consulted), number=number)
    seen = known(consulted).overview
    (changed,) = accounts.changed(consulted, seen, [found.pk], first=0)
    causes = next(place.answers for place in seen.changes if place.pk == found.pk)
    points = points_of(consulted).filter(answer__in=causes)
    page, said = page_of_points(request, consulted, f"of-change-{number}", points)
    by_key = dict(zip(causes, changed.answers, strict=True))
    return render(
        request,
        "staten/change.html",
        frame(consulted, changed.reference, ("decision", _("Text and changes")))
        | {
            "change": changed,
            "article": next((e.number for e in entries(consulted) if e.change == found.pk), None),
            "decision": _decision(consulted),
            "rows": [(point, by_key[point.answer]) for point in said if point.answer],
            "page": page,
            "more_answers": max(0, len(causes) - ANSWERS_NAMED),
            "contributions": once("behind", articles.behind, [consulted])[consulted.pk].get(
                found.pk, 0
            ),
        },
    )


def _decision(consultation: Consultation) -> Decision | None:
    return getattr(consultation, "decision", None)
