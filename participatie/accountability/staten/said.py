"""One page of points as they are told, of however many there are."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from participatie.accountability import account as accounts
from participatie.pipeline.models import Consultation, Point

ON_A_PAGE = 50


def page_of_points(
    request: HttpRequest, consultation: Consultation, points: QuerySet[Point]
) -> tuple[Page[int], list[accounts.Said]]:
    keys = points.order_by("contribution__number", "number").values_list("pk", flat=True)
    page = Paginator(keys, ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = Point.objects.filter(pk__in=list(page))
    return page, list(accounts.said(consultation, chosen))
