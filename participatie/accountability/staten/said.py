"""Points as they are told: one page of however many there are, and the answers to them."""

from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from participatie.accountability import account as accounts
from participatie.accountability.overview import Overview
from participatie.pipeline.models import Consultation, Point

ON_A_PAGE = 25


def page_of_points(
    request: HttpRequest, consultation: Consultation, points: QuerySet[Point]
) -> tuple[Page[int], list[accounts.Said]]:
    keys = points.order_by("contribution__number", "number").values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = Point.objects.filter(pk__in=list(page))
    return page, list(accounts.said(consultation, chosen))


def answers_to(
    consultation: Consultation, seen: Overview, points: Iterable[accounts.Said]
) -> dict[int, accounts.Done]:
    """{key: the published answer} of all that were given to these points; 3 queries."""
    keys = list(dict.fromkeys(point.answer for point in points if point.answer))
    return {answer.pk: answer for answer in accounts.done(consultation, seen, keys, first=0)}
