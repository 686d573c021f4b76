"""The text of the decision, article by article: what was laid open, and what it became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.db.models.functions import Length
from django.utils.translation import pgettext, pgettext_lazy

from participatie.accountability.account import Changed, changed
from participatie.accountability.overview import Overview, changes_of
from participatie.pipeline.models import Article, Consultation, Decision

IN_THE_MARGIN = 2
"""Of each answer behind a change, so many points are named beside the article."""
ARTICLES_ON_A_PAGE = 25
CHARACTERS_ON_A_PAGE = 30_000
LONG = 3_000
"""Of an article in which nothing changes, so many characters are shown among the others."""


class Fate(TextChoices):
    """What becomes of an article."""

    SAME = "same", pgettext_lazy("article", "not changed")
    CHANGED = "changed", pgettext_lazy("article", "changed")
    ADDED = "added", pgettext_lazy("article", "new")
    DROPPED = "dropped", pgettext_lazy("article", "dropped")


@dataclass(frozen=True)
class Entry:
    """An article without its text. `number` is its address, and stays the same for ever."""

    number: int
    label: str
    heading: str
    fate: Fate
    length: int
    """Characters to be shown of it among the others."""
    article: int | None
    """Key of the article that was laid open; None for a new one."""
    change: int | None
    """Key of its change."""
    is_adopted: bool
    """Whether it was decided; before that it is a proposal."""

    @property
    def told(self) -> str:
        """What becomes of it, in a word."""
        if self.fate == Fate.CHANGED and not self.is_adopted:
            return pgettext("article", "change proposed")
        return str(self.fate.label)

    @property
    def name(self) -> str:
        """Label and heading."""
        return f"{self.label} {self.heading}".strip()

    @property
    def anchor(self) -> str:
        """Id of this article on a page."""
        return f"artikel-{self.number}"


@dataclass(frozen=True)
class Read:
    """An article with its text as it was laid open, and its change."""

    entry: Entry
    text: str
    change: Changed | None

    @property
    def opening(self) -> str:
        """The text, or its beginning where it is long, in whole words."""
        if len(self.text) <= LONG:
            return self.text
        return self.text[:LONG].rsplit(maxsplit=1)[0] + " …"

    @property
    def is_cut(self) -> bool:
        """Whether `opening` is not everything."""
        return len(self.text) > LONG


def entries(consultation: Consultation) -> list[Entry]:
    """The articles that were laid open in their order, then the new ones; 2 queries.

    Changes show from the day the answers are published. A new article is numbered by its change,
    counting those that were taken back too, so that its address never becomes that of another.
    """
    changes = {
        label: (pk, number, heading, before, after)
        for pk, number, label, heading, before, after in changes_of(consultation)
        .order_by("number")
        .values_list("pk", "number", "label", "heading", Length("before"), Length("after"))
    }
    drafted = Article.objects.filter(
        version__decision__consultation=consultation, version__number=1
    ).values_list("pk", "order", "label", "heading", Length("text"))
    decision: Decision | None = getattr(consultation, "decision", None)
    is_adopted = decision is not None and decision.is_adopted
    found = []
    for article, order, label, heading, characters in drafted:
        change, fate, length = None, Fate.SAME, min(characters, LONG)
        if label in changes:
            change, _number, _heading, before, after = changes.pop(label)
            fate = Fate.CHANGED if after else Fate.DROPPED
            length = before + after
        found.append(Entry(order, label, heading, fate, length, article, change, is_adopted))
    last = found[-1].number if found else 0
    return found + [
        Entry(last + number, label, heading, Fate.ADDED, after, None, change, is_adopted)
        for label, (change, number, heading, _before, after) in changes.items()
    ]


def pages(rows: Sequence[Entry]) -> list[list[Entry]]:
    """The entries in pages that are light enough; one page at least."""
    found: list[list[Entry]] = [[]]
    length = 0
    for entry in rows:
        is_full = len(found[-1]) == ARTICLES_ON_A_PAGE or length > CHARACTERS_ON_A_PAGE
        if found[-1] and is_full:
            found.append([])
            length = 0
        found[-1].append(entry)
        length += entry.length
    return found


def read(
    consultation: Consultation, seen: Overview, rows: Sequence[Entry], *, first: int
) -> Iterator[Read]:
    """These articles with text and change, in this order; 4 queries.

    Of each answer behind a change the `first` points are named.
    """
    texts = dict(
        Article.objects.filter(pk__in=[row.article for row in rows if row.article]).values_list(
            "pk", "text"
        )
    )
    wanted = [row.change for row in rows if row.change]
    changes = {change.pk: change for change in changed(consultation, seen, wanted, first=first)}
    for row in rows:
        yield Read(row, texts.get(row.article or 0, ""), changes.get(row.change or 0))
