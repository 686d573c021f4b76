"""Searching what the public may read of contributions: the approved texts, and nothing else."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from participatie.pipeline.models import PublicText
from participatie.pipeline.statuses import Status

CONFIGURATION = "dutch_unaccent"
"""Dutch stems, without accents; made by a migration."""


def readable() -> QuerySet[PublicText]:
    """The approved texts that everyone may read now: in force, of contributions still there."""
    return PublicText.objects.filter(is_current=True).exclude(
        contribution__status=Status.WITHDRAWN
    )


def with_words(query: SearchQuery) -> QuerySet[PublicText]:
    """The readable texts that `query` finds, with their `vector`, by the index on those words."""
    vector = SearchVector("text", config=CONFIGURATION)
    return readable().annotate(vector=vector).filter(vector=query)
