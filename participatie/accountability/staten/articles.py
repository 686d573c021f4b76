"""From the text of the decision back to everyone behind it, and to who asked in vain."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from participatie.accountability.articles import Entry, entries
from participatie.accountability.overview import changes_of, points_of
from participatie.pipeline.models import Change, Consultation, Point
from participatie.pipeline.statuses import AnswerStatus


def behind(consultation: Consultation) -> dict[int, int]:
    """{key of a change: contributions behind it}; from the day the answers are published."""
    return dict(
        points_of(consultation)
        .filter(answer__status=AnswerStatus.PUBLISHED, answer__changes__in=changes_of(consultation))
        .order_by()
        .values_list("answer__changes")
        .annotate(Count("contribution", distinct=True))
    )


@dataclass(frozen=True)
class Row:
    """An article as the list shows it."""

    entry: Entry
    change: Change | None
    contributions: int


def rows(
    consultation: Consultation, chosen: Iterable[Entry], counts: Mapping[int, int]
) -> list[Row]:
    """These articles, each with its change and with `counts` of who is behind that; 1 query."""
    chosen = list(chosen)
    changes = changes_of(consultation).in_bulk([each.change for each in chosen if each.change])
    return [
        Row(each, changes.get(each.change or 0), counts.get(each.change or 0, 0)) for each in chosen
    ]


def entry_of(consultation: Consultation, number: int) -> Entry | None:
    """The article with this number in its address, as on the public pages; 2 queries."""
    return next((each for each in entries(consultation) if each.number == number), None)


def because_of(consultation: Consultation, entry: Entry) -> QuerySet[Point]:
    """The points that changed this article, by number."""
    causes = Change.objects.filter(pk=entry.change, answers__status=AnswerStatus.PUBLISHED)
    return _in_order(points_of(consultation).filter(answer__in=causes.values("answers")))


def in_vain(consultation: Consultation, entry: Entry) -> QuerySet[Point]:
    """The points that name this article, or whose answer does, and that did not change it."""
    names = _naming(entry.label)
    named = Q(summary__iregex=names) | Q(
        answer__in=consultation.answers.filter(
            Q(plain__iregex=names) | Q(reason__iregex=names), status=AnswerStatus.PUBLISHED
        )
    )
    changed = because_of(consultation, entry).order_by().values("pk")
    return _in_order(points_of(consultation).filter(named).exclude(pk__in=changed))


def _naming(label: str) -> str:
    """A pattern for this label by itself: not 2 in 21, nor in 2.1 or 2a."""
    return rf"(?<!\w){re.escape(label)}(?!\w|[.:]\d)"


def _in_order(points: QuerySet[Point]) -> QuerySet[Point]:
    return points.order_by("contribution__number", "number")


def themes_of(consultation: Consultation, points: QuerySet[Point]) -> list[tuple[int, str]]:
    """(key, name) of the themes that these points are about, in the order of the consultation."""
    about = points.exclude(theme=None).order_by().values("theme")
    return list(consultation.themes.filter(pk__in=about).values_list("pk", "name"))
