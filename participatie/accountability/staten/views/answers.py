"""The published answers: the list, and one with everything behind it."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import account as accounts
from participatie.accountability.overview import points_of
from participatie.accountability.staten import lists
from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.known import known
from participatie.accountability.staten.said import page_of_points
from participatie.accountability.staten.trail import trail
from participatie.pipeline.models import Event
from participatie.pipeline.statuses import AnswerStatus

ON_A_PAGE = 25


@require_safe
@entrance
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """The published answers, by outcome and theme."""
    found = consultation_or_404(slug)
    form = lists.AnswerFilter(request.GET, consultation=found)
    published = found.answers.filter(status=AnswerStatus.PUBLISHED)
    keys = set(form.narrow(published).values_list("pk", flat=True))
    seen = known(found).overview
    page = Paginator([p for p in seen.answers if p.pk in keys], ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "staten/answers.html",
        frame(found, _("Answers"))
        | {
            "form": form,
            "page": page,
            "answers": accounts.done(found, seen, [place.pk for place in page], first=0),
        },
    )


@require_safe
@entrance
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One published answer: up to the changes it led to, down to every point it replies to."""
    consulted = consultation_or_404(slug)
    found = get_object_or_404(
        consulted.answers.filter(status=AnswerStatus.PUBLISHED), number=number
    )
    seen = known(consulted).overview
    if found.pk not in seen.by_answer:
        # Everyone it replied to has withdrawn, and nothing changed because of it.
        raise Http404
    (done,) = accounts.done(consulted, seen, [found.pk], first=0)
    points = points_of(consulted).filter(answer=found)
    page, said = page_of_points(request, consulted, f"of-answer-{number}", points)
    return render(
        request,
        "staten/answer.html",
        frame(consulted, done.reference, ("answers", _("Answers")))
        | {
            "answer": done,
            "approved_at": found.approved_at,
            "published_at": found.published_at,
            "is_by_two": found.approver_id not in (None, found.author_id),
            "page": page,
            "said": said,
            "contributions": points.aggregate(count=Count("contribution", distinct=True))["count"],
            "steps": trail(Event.objects.filter(answer=found)),
        },
    )
