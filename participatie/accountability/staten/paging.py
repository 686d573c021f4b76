"""One page of a long list, whose length is counted once for each state of the record."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from participatie.accountability.staten.known import once
from participatie.pipeline.models import Consultation

Row = TypeVar("Row")


def length_of(consultation: Consultation, name: str, rows: QuerySet[Model, Row]) -> int:
    """How many there are. With ten thousand, counting them takes longer than all the rest.

    `name` is that of the list and of what narrows it; only names that exist (`core.once`).
    """
    return once(f"length-{name}", lambda _consultation: rows.count(), [consultation])[
        consultation.pk
    ]


def page_of(
    request: HttpRequest, rows: QuerySet[Model, Row] | Sequence[Row], size: int, length: int
) -> Page[Row]:
    """The page that the address asks for, of a list whose length is known."""
    pages = Paginator(rows, size)
    pages.count = length
    return pages.get_page(request.GET.get("page"))
