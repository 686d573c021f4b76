"""The articles of a decision beside what changes in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from participatie.pipeline.models import Article, Change, Decision


@dataclass(frozen=True)
class Row:
    """An article of the draft with the change made in it; a new article has only a change."""

    label: str
    heading: str
    text: str
    change: Change | None

    @property
    def name(self) -> str:
        """Label and heading."""
        return f"{self.label} {self.heading}".strip()


def rows(decision: Decision, changes: Iterable[Change]) -> list[Row]:
    """The articles of the draft in order, each with its change of these; then the new articles."""
    left = {change.label: change for change in changes}
    found = [
        Row(article.label, article.heading, article.text, left.pop(article.label, None))
        for article in Article.objects.filter(version__decision=decision, version__number=1)
    ]
    return found + [Row(change.label, change.heading, "", change) for change in left.values()]
