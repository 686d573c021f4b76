"""Points as they are told: one page of however many there are, and the answers to them."""

from collections.abc import Iterable

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest

from participatie.accountability import account as accounts
from participatie.accountability.overview import Overview
from participatie.accountability.staten.paging import length_of, page_of
from participatie.pipeline.models import Consultation, Point

ON_A_PAGE = 25


def page_of_points(
    request: HttpRequest, consultation: Consultation, name: str, points: QuerySet[Point]
) -> tuple[Page[int], list[accounts.Said]]:
    """A page of their keys, and what it tells; `name` is that of this list of points."""
    keys = points.order_by("contribution__number", "number").values_list("pk", flat=True)
    length = length_of(consultation, f"points-{name}", keys)
    page = page_of(request, keys, ON_A_PAGE, length)
    chosen = Point.objects.filter(pk__in=list(page))
    return page, list(accounts.said(consultation, chosen))


def answers_to(
    consultation: Consultation, seen: Overview, points: Iterable[accounts.Said]
) -> dict[int, accounts.Done]:
    """{key: the published answer} of all that were given to these points; 3 queries."""
    keys = list(dict.fromkeys(point.answer for point in points if point.answer))
    return {answer.pk: answer for answer in accounts.done(consultation, seen, keys, first=0)}
