"""What somebody typed in the search box, as words."""

import re
from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchQuery

from participatie.core.text import one_line
from participatie.pipeline.queries.public_texts import CONFIGURATION

LONGEST = 200
"""Characters that are looked at."""
MOST_WORDS = 12
LONGEST_WORD = 40
PART_OF_A_WORD = 4
"""Letters from which a word also finds longer words that begin with it: "fiets", "fietspad"."""

# Signs mean nothing here, so that no sign can be wrong.
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Typed:
    """The words that are searched, as far as they were looked at.

    `is_cut`: more was typed than is looked at.
    """

    words: tuple[str, ...]
    is_cut: bool = False

    @classmethod
    def read(cls, text: str) -> "Typed":
        """The words in any text at all, each once."""
        tidied = one_line(text[: 10 * LONGEST])
        looked_at = tidied[:LONGEST]
        if len(tidied) > LONGEST and " " in looked_at:
            looked_at = looked_at.rpartition(" ")[0]  # The last word may be half a word.
        found = [word[:LONGEST_WORD] for word in _WORD.findall(looked_at.lower())]
        words = tuple(dict.fromkeys(found))
        is_cut = len(tidied) > LONGEST or len(text) > 10 * LONGEST or len(words) > MOST_WORDS
        return cls(words[:MOST_WORDS], is_cut)

    def __str__(self) -> str:
        return " ".join(self.words)

    def with_words(self, words: tuple[str, ...]) -> "Typed":
        """The same with other words."""
        return replace(self, words=words)

    @property
    def all_of_them(self) -> SearchQuery:
        """Finds what has every word, or a longer word that begins with it."""
        return self._query(" & ")

    @property
    def any_of_them(self) -> SearchQuery:
        """Finds what has one of the words at least."""
        return self._query(" | ")

    def _query(self, between: str) -> SearchQuery:
        parts = [f"'{word}'{':*' if len(word) >= PART_OF_A_WORD else ''}" for word in self.words]
        return SearchQuery(between.join(parts), config=CONFIGURATION, search_type="raw")
