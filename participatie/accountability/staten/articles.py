"""From the text of the decision back to everyone behind it."""

from django.db.models import Count

from participatie.accountability.overview import changes_of, points_of
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import articles
from participatie.pipeline.queries.articles import Row
from participatie.pipeline.statuses import AnswerStatus


def rows(consultation: Consultation) -> list[tuple[Row, int]]:
    """The articles, each with how many contributions stand behind its change; 3 queries.

    Changes show from the day the answers are published.
    """
    changes = changes_of(consultation)
    behind = dict(
        points_of(consultation)
        .filter(answer__status=AnswerStatus.PUBLISHED, answer__changes__in=changes)
        .order_by()
        .values_list("answer__changes")
        .annotate(Count("contribution", distinct=True))
    )
    return [
        (row, behind.get(row.change.pk, 0) if row.change else 0)
        for row in articles.rows(consultation.decision, changes)
    ]
