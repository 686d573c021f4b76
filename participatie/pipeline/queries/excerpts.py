"""What is shown of a text in which words were found: a piece around them, and where they stand."""

import re
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models.functions import Left

from participatie.pipeline.queries.public_texts import CONFIGURATION

LOOKED_THROUGH = 100_000
"""Characters of a text in which an excerpt is looked for."""
# Stand around a found word: characters without a meaning.
_BEGIN, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_STRAY = str.maketrans("", "", _BEGIN + _END)


def excerpt(text: Any, words: SearchQuery, *, shortest: int, longest: int) -> SearchHeadline:
    """The pieces of `text` (a field or expression) around `words`, in so many words together.

    For `stretches`.
    """
    return SearchHeadline(
        Left(text, LOOKED_THROUGH),
        words,
        config=CONFIGURATION,
        start_sel=_BEGIN,
        stop_sel=_END,
        max_words=longest,
        min_words=shortest,
        max_fragments=2,
        fragment_delimiter=" … ",
    )


def stretches(excerpt: str) -> list[tuple[str, bool]]:
    """The stretches of an excerpt, each with whether it was searched for."""
    pieces = enumerate(_MARKED.split(excerpt))
    # What the sender typed of such characters marks nothing.
    found = [(piece.translate(_STRAY), bool(place % 2)) for place, piece in pieces]
    return [(text, is_word) for text, is_word in found if text]
