"""Finding what people look for, and in what order.

In plain words, this is how the order is made. We look for every word that was typed, in the
form the Dutch dictionary gives it: "fietspaden" also finds "fietspad", and "fiets" also finds
longer words that begin with it. A word in a title weighs ten times as much as a word in a
contribution, a word in the text of a page or a document twice as much. What has the words more
often weighs more, and what is long weighs less for it. Of equals, what was published last comes
first. Who somebody is, what others clicked on, and what somebody looked for before play no part:
everybody who types the same words on the same day sees the same list.

When nothing has all the words, three more ways are tried, one after the other, and the page says
so: a word is read as the word that is in something public and looks most like it; one of the
words is enough; a title that looks like what was typed is enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import get_language
from wagtail.models import Page

from cms.models import Findable, FoundKind, KnownWord
from participatie.core import algorithms
from participatie.pipeline.algorithms import SEARCH
from participatie.pipeline.queries import public_texts
from participatie.pipeline.queries.public_texts import CONFIGURATION, rank
from participatie.pipeline.queries.typed import PART_OF_A_WORD, Typed

ALIKE = 0.4
"""How much of its groups of three letters a word shares with what it may be meant as."""
TITLE_ALIKE = 0.45
"""The same of a title: “bus net” and “busnet” share half."""
LONGEST_LETTER_BY_LETTER = 12
"""Letters of a word that is also looked for with one letter wrong: groups of three say little of
short words."""


@dataclass(frozen=True)
class Search:
    """What was found, for each kind.

    `found_by`: "words", "corrected", "some" or "title"; "common" when there were only words that
    stand everywhere; empty when nothing was found. `searched` is what was looked for in the end.
    """

    typed: Typed
    searched: Typed
    found_by: str
    counts: dict[str, int]
    best_first: bool = True
    """Or else by kind, what was published last first: while the algorithm is switched off."""

    @property
    def total(self) -> int:
        """How much was found, of all kinds."""
        return sum(self.counts.values())

    def rows(self, kind: str = "") -> "QuerySet[Any, Any]":
        """(kind, pk, rank) of one kind, or of all: the best first."""
        pages = _pages(self.found_by, self.searched).values_list("kind", "pk", "rank")
        if kind and kind != FoundKind.CONTRIBUTION:
            return pages.filter(kind=kind).order_by(*self._order)
        if self.found_by == "title":  # Contributions have none.
            return pages.order_by(*self._order)
        texts = _texts(self.found_by, self.searched).values_list("kind", "pk", "rank")
        found = texts if kind else pages.union(texts, all=True)
        return found.order_by(*self._order)

    @property
    def _order(self) -> tuple[str, str]:
        return ("-rank" if self.best_first else "kind", "-pk")

    @property
    def marked(self) -> SearchQuery:
        """The words to mark in what was found."""
        return self.searched.any_of_them


def search(typed: Typed) -> Search:
    """Look for what was typed, more and more leniently until something is found."""
    is_on = algorithms.is_on(SEARCH.slug)
    for found_by, searched in _attempts(typed) if is_on else _as_typed(typed):
        counts = _counts(found_by, searched)
        if counts:
            return Search(typed, searched, found_by, counts, best_first=is_on)
    nothing = "common" if typed.words and _only_common_words(typed) else ""
    return Search(typed, typed, nothing, {})


def _as_typed(typed: Typed) -> Iterator[tuple[str, Typed]]:
    if typed.words:
        yield "words", typed


def _attempts(typed: Typed) -> Iterator[tuple[str, Typed]]:
    yield from _as_typed(typed)
    if not typed.words or _only_common_words(typed):
        return
    corrected = typed.with_words(tuple(_known(word) for word in typed.words))
    if corrected.words != typed.words:
        yield "corrected", corrected
    if len(corrected.words) > 1:
        yield "some", corrected
    yield "title", typed


def _counts(found_by: str, typed: Typed) -> dict[str, int]:
    rows = _pages(found_by, typed).order_by().values_list("kind").annotate(Count("pk"))
    counts = dict(rows)
    if found_by != "title" and (texts := _texts(found_by, typed).count()):
        counts[FoundKind.CONTRIBUTION] = texts
    return counts


def _pages(found_by: str, typed: Typed) -> QuerySet[Findable]:
    """Pages and documents with their `rank`."""
    public = Findable.objects.filter(page__live=True).exclude(_same_in_another_language())
    if found_by == "title":
        alike = TrigramWordSimilarity(str(typed), "title")
        return public.annotate(rank=alike).filter(rank__gte=TITLE_ALIKE)
    query = _query(found_by, typed)
    return public.filter(vector=query).annotate(rank=rank(F("vector"), query))


def _same_in_another_language() -> Q:
    """Documents that lie open on a page in the language of now too, under another title."""
    pages = Page.objects.live().filter(locale__language_code=get_language())
    return Q(
        ~Q(page__locale__language_code=get_language()),
        kind=FoundKind.DOCUMENT,
        page__translation_key__in=pages.values("translation_key"),
    )


def _texts(found_by: str, typed: Typed) -> QuerySet[Any]:
    """Approved texts of contributions with their `rank`, as long as the consultation is online."""
    query = _query(found_by, typed)
    return (
        public_texts.with_words(query)
        .filter(contribution__consultation__page__live=True)
        .annotate(rank=rank(F("vector"), query), kind=Value(str(FoundKind.CONTRIBUTION)))
    )


def _query(found_by: str, typed: Typed) -> SearchQuery:
    return typed.any_of_them if found_by == "some" else typed.all_of_them


def _only_common_words(typed: Typed) -> bool:
    with connection.cursor() as cursor:
        words = " ".join(typed.words)
        cursor.execute("SELECT to_tsvector(%s::regconfig, %s) = ''", [CONFIGURATION, words])
        return bool(cursor.fetchone()[0])


def _known(word: str) -> str:
    """This word, or in its place the known word that looks most like it."""
    if len(word) < PART_OF_A_WORD:
        return word
    close = Q(word__trigram_similar=word)
    order = Case(When(word=word, then=2), default=0, output_field=IntegerField())
    if len(word) <= LONGEST_LETTER_BY_LETTER:
        one_off = Q(word__regex=f"^({'|'.join(sorted(_one_letter_off(word)))})$")
        close |= one_off
        order.cases.append(When(one_off, then=1))
    alike = (
        KnownWord.objects.filter(close)
        .annotate(order=order, alike=TrigramSimilarity("word", word))
        .filter(Q(order__gt=0) | Q(alike__gte=ALIKE))
        .order_by("-order", "-alike", "word")
    )
    return next((found.word for found in alike[:1]), word)


def _one_letter_off(word: str) -> set[str]:
    """Patterns of the words that differ in one letter, or have two letters the other way round."""
    places = range(len(word))
    return (
        {word[:i] + "." + word[i + 1 :] for i in places}
        | {word[:i] + "." + word[i:] for i in range(len(word) + 1)}
        | {word[:i] + word[i + 1 :] for i in places}
        | {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places[:-1]}
    )
