"""The contributions: the list, and one with all that happened to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability import readable
from participatie.accountability.overview import points_of
from participatie.accountability.staten import lists
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known
from participatie.accountability.staten.paging import length_of, page_of
from participatie.accountability.staten.said import answers_to
from participatie.accountability.staten.trail import trail
from participatie.pipeline import timeliness
from participatie.pipeline.models import Delivery, Event
from participatie.pipeline.statuses import Status

ON_A_PAGE = 25


@require_safe
@entrance
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contributions that fit the filter."""
    found = consultation_or_404(slug)
    form = lists.ContributionFilter(request.GET, consultation=found)
    if form.number is not None and found.contributions.filter(number=form.number).exists():
        return redirect("staten:contribution", slug, form.number)
    fitting = form.narrow(found.contributions.order_by("number")).values_list("pk", flat=True)
    length = length_of(found, f"contributions-{form.name}", fitting)
    page = page_of(request, fitting, ON_A_PAGE, length)
    # What is told of each is looked up for this page only.
    rows = list(lists.contributions(found).filter(pk__in=list(page)))
    for row in rows:
        row.consultation = found
    return render(
        request,
        "staten/contributions.html",
        frame(found, _("Contributions")) | {"form": form, "page": page, "rows": rows},
    )


@require_safe
@entrance
def contribution(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One contribution: what may be read of it, what happened to it, what was done with it."""
    consulted = consultation_or_404(slug)
    found = readable.contribution_or_404(consulted, number)
    text = readable.public_text_of(found)
    points = points_of(consulted).filter(contribution=found)
    told = list(accounts.said(consulted, points)) if consulted.answers_published_at else []
    answers = answers_to(consulted, known(consulted).overview, told)
    changes = {change.number: change for each in answers.values() for change in each.changes}
    others = consulted.contributions.order_by("number").values_list("number", flat=True)
    return render(
        request,
        "staten/contribution.html",
        frame(consulted, found.reference, ("contributions", _("Contributions")))
        | {
            "contribution": found,
            "explanation": timeliness.explain(found),
            "public_text": text,
            "pieces": readable.pieces(text) if text else [],
            "left_out": readable.left_out(text) if text else [],
            "is_withdrawn": found.status == Status.WITHDRAWN,
            "files": found.attachments.count(),
            "signatories": found.signatories.count(),
            "changes": sorted(changes.items()),
            "points": [(point, answers.get(point.answer or 0)) for point in told],
            "point_count": points.count(),
            "steps": trail(Event.objects.filter(contribution=found)),
            "deliveries": Delivery.objects.filter(contribution=found).only(
                "kind", "way", "status", "created_at", "settled_at"
            ),
            "previous": others.filter(number__lt=number).last(),
            "next": others.filter(number__gt=number).first(),
        },
    )
