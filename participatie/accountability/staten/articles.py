"""From the text of the decision back to everyone behind it."""

from dataclasses import dataclass

from django.db.models import Count

from participatie.accountability.overview import changes_of, points_of
from participatie.pipeline.models import Article, Change, Consultation
from participatie.pipeline.statuses import AnswerStatus


@dataclass(frozen=True)
class Row:
    """An article as it was laid open, what it became, and how many stand behind the change."""

    label: str
    heading: str
    laid_open: str
    change: Change | None
    contributions: int = 0
    points: int = 0

    @property
    def name(self) -> str:
        """Label and heading."""
        return f"{self.label} {self.heading}".strip()


def rows(consultation: Consultation) -> list[Row]:
    """The articles of the draft in order, then the new ones; 3 queries.

    Changes show from the day the answers are published.
    """
    changes = {change.label: change for change in changes_of(consultation)}
    behind = {
        pk: (contributions, points)
        for pk, contributions, points in points_of(consultation)
        .filter(answer__status=AnswerStatus.PUBLISHED, answer__changes__in=changes.values())
        .order_by()
        .values_list("answer__changes")
        .annotate(Count("contribution", distinct=True), Count("pk", distinct=True))
    }
    drafted = Article.objects.filter(
        version__decision__consultation=consultation, version__number=1
    )
    found = [
        _row(article.label, article.heading, article.text, changes.pop(article.label, None), behind)
        for article in drafted
    ]
    return found + [_row(c.label, c.heading, "", c, behind) for c in changes.values()]


def _row(
    label: str,
    heading: str,
    text: str,
    change: Change | None,
    behind: dict[int, tuple[int, int]],
) -> Row:
    contributions, points = behind.get(change.pk, (0, 0)) if change else (0, 0)
    return Row(label, heading, text, change, contributions, points)
