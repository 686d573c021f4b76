"""The points: what was said, what we answered, and what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability.overview import points_of
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known
from participatie.accountability.staten.points import PointFilter, rows
from participatie.accountability.staten.said import answers_to, page_of_points


@require_safe
@entrance
def points(request: HttpRequest, slug: str) -> HttpResponse:
    """The points that fit the filter, each with its answer and the change."""
    found = consultation_or_404(slug)
    form = PointFilter(request.GET, consultation=found)
    page, said = page_of_points(request, found, form.name, form.narrow(points_of(found)))
    answers = answers_to(found, known(found).overview, said)
    return render(
        request,
        "staten/points.html",
        frame(found, _("Points"))
        | {
            "form": form,
            "page": page,
            "rows": rows(found, said, answers),
        },
    )
