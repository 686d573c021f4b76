"""Searching the published contributions of one consultation, typing errors forgiven.

Only what was approved for the public is looked at. Every word must be there, in any form that the
Dutch dictionary knows. When nothing has them all, a word is read as the one in these texts that
looks most like it; when that finds nothing either, one of the words is enough. Whoever types the
same words on the same day sees the same list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from rapidfuzz.distance import OSA

from participatie.accountability.overview import Stamp
from participatie.core import algorithms
from participatie.core.once import once
from participatie.pipeline.algorithms import SEARCH
from participatie.pipeline.models import Consultation, PublicText
from participatie.pipeline.queries.excerpts import excerpt
from participatie.pipeline.queries.public_texts import Words, rank, with_words
from participatie.pipeline.queries.typed import PART_OF_A_WORD, Typed
from participatie.pipeline.statuses import Status

TWO_ERRORS_FROM = 7
"""Letters of a word in which two typing errors are forgiven; in a shorter one, one."""
WORDS = """
    SELECT word, count(*)
    FROM pipeline_publictext AS t
    JOIN pipeline_contribution AS c ON c.id = t.contribution_id
    CROSS JOIN unnest(tsvector_to_array(to_tsvector('simple', t.text))) AS word
    WHERE t.is_current AND c.consultation_id = %s AND c.status <> %s
        AND length(word) >= %s AND word !~ '[^[:alpha:]]'
    GROUP BY word
"""


@dataclass(frozen=True)
class Search:
    """What was found. `texts` have `rank` and `headline`.

    `how`: "words" when every word was found, "corrected", "some" when one was enough, "nothing".
    """

    texts: QuerySet[PublicText]
    typed: Typed
    searched: Typed
    how: str


def search(
    texts: QuerySet[PublicText], written: str, consultation: Consultation, at: Stamp
) -> Search:
    """Those of `texts` in which `written` is found, more and more leniently."""
    typed = Typed.read(written)
    for how, searched in _attempts(typed, consultation, at):
        query = searched.any_of_them if how == "some" else searched.all_of_them
        found = texts.filter(pk__in=with_words(query).values("pk"))
        if found.exists():
            found = found.annotate(
                rank=rank(Words(), query),
                headline=excerpt("text", searched.any_of_them, shortest=25, longest=45),
            )
            return Search(found, typed, searched, how)
    return Search(texts.none(), typed, typed, "nothing")


def _attempts(typed: Typed, consultation: Consultation, at: Stamp) -> Iterator[tuple[str, Typed]]:
    if not typed.words:
        return
    yield "words", typed
    if not algorithms.is_on(SEARCH.slug):
        return
    known = _words_in_use(consultation, at)
    corrected = typed.with_words(tuple(meant(word, known) for word in typed.words))
    if corrected.words != typed.words:
        yield "corrected", corrected
    if len(corrected.words) > 1:
        yield "some", corrected


def meant(word: str, known: Mapping[str, int]) -> str:
    """The word of `known` ({word: texts that have it}) that `word` was probably meant as."""
    if len(word) < PART_OF_A_WORD or word in known:
        return word
    most = 2 if len(word) >= TWO_ERRORS_FROM else 1
    alike = (
        (distance, -texts, other)
        for other, texts in known.items()
        if abs(len(other) - len(word)) <= most
        and (distance := OSA.distance(word, other, score_cutoff=most)) <= most
    )
    return min(alike, default=(0, 0, word))[2]


def _words_in_use(consultation: Consultation, at: Stamp) -> dict[str, int]:
    """{word: published texts that have it} of a consultation; made anew when the record changed."""
    return once(f"words-{consultation.pk}", at.key, lambda: _count_words(consultation))


def _count_words(consultation: Consultation) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [consultation.pk, Status.WITHDRAWN, PART_OF_A_WORD])
        return dict(cursor.fetchall())
