"""Searching what the public may read of contributions: the approved texts, and nothing else."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db.models import F, Func, QuerySet

from participatie.pipeline.models import PublicText
from participatie.pipeline.statuses import Status

CONFIGURATION = "dutch_unaccent"
"""Dutch stems, without accents; made by a migration."""
FOR_ITS_LENGTH = 1
"""PostgreSQL: divide the rank by one plus the logarithm of the length."""


class Words(Func):
    """The words of a public text, to search and to rank by.

    The database keeps them beside the text, in a column that only it writes.
    """

    output_field = SearchVectorField()

    def __init__(self) -> None:
        super().__init__(F("text"))

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        """The column `words` of the row whose `text` this is."""
        text: Any = self.get_source_expressions()[0]
        return f"{compiler.quote_name_unless_alias(text.alias)}.words", []


def rank(words: F | Words, query: SearchQuery) -> SearchRank:
    """How well `query` fits these words."""
    return SearchRank(words, query, normalization=FOR_ITS_LENGTH)


def readable() -> QuerySet[PublicText]:
    """The approved texts that everyone may read now: in force, of contributions still there."""
    return PublicText.objects.filter(is_current=True).exclude(contribution__status=Status.WITHDRAWN)


def with_words(query: SearchQuery) -> QuerySet[PublicText]:
    """The readable texts that `query` finds, with their words as `vector`; by an index."""
    return readable().annotate(vector=Words()).filter(vector=query)
