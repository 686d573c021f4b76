"""Keeping what can be found of pages and documents the same as what is public."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from cms.models import ConsultationPage, ContentPage, Findable, FoundKind, KnownWord, NewsPage
from participatie.core.text import one_line
from participatie.pipeline.queries.public_texts import CONFIGURATION

KINDS: dict[type[Page], FoundKind] = {
    ConsultationPage: FoundKind.CONSULTATION,
    ContentPage: FoundKind.EXPLANATION,
    NewsPage: FoundKind.NEWS,
}
VECTOR = SearchVector("title", config=CONFIGURATION, weight="A") + SearchVector(
    "text", config=CONFIGURATION, weight="C"
)
MOST_CHARACTERS = 300_000
"""Of one text: a tsvector holds no more than a megabyte."""
_LETTERS = re.compile(r"[^\W\d_]{4,40}")


def keep(page: Page) -> list[Document]:
    """Make what is found of `page` the same as what is public of it now, documents included.

    Returns the documents that are found by their titles only: what they say is still to be read.
    """
    unread: list[Document] = []
    page = page.specific
    kind = KINDS.get(type(page))
    if kind is None:
        return unread
    with transaction.atomic():
        known = Findable.objects.filter(page=page)
        read = dict(known.exclude(document=None).values_list("document", "text"))
        known.delete()
        if not page.live:
            return unread
        made = [Findable(kind=kind, page=page, title=page.title, text=_text_of(page))]
        for document, title in _documents(page).items():
            text = read.get(document.pk, "")
            made.append(
                Findable(
                    kind=FoundKind.DOCUMENT, page=page, document=document, title=title, text=text
                )
            )
            if not text:
                unread.append(document)
        Findable.objects.bulk_create(made)
        known.update(vector=VECTOR)
        remember_words(f"{each.title} {each.text}" for each in made)
    return unread


def keep_text(document: Document, text: str) -> None:
    """Let a document be found by what it says, on every page where it lies open."""
    text = _in_one_line(text)
    with transaction.atomic():
        found = Findable.objects.filter(document=document)
        found.update(text=text)
        found.update(vector=VECTOR)
        remember_words([text])


def forget(page: Page) -> None:
    """Nothing of `page` is found any more."""
    Findable.objects.filter(page=page.pk).delete()


def missing() -> Iterator[Page]:
    """Public pages that are not found yet, such as those from before there was a search."""
    for model in KINDS:
        yield from model.objects.live().filter(findables=None)


def remember_words(texts: Iterable[str]) -> None:
    """Know the words of these public texts, to see what a typing error was meant as."""
    words = {word for text in texts for word in _LETTERS.findall(text.lower())}
    KnownWord.objects.bulk_create(
        (KnownWord(word=word) for word in sorted(words)), ignore_conflicts=True, batch_size=5000
    )


def _documents(page: Any) -> dict[Document, str]:
    """The documents that lie open on a page, each with its title there."""
    found: dict[Document, str] = {}
    for block in page.body:
        if block.block_type == "documents":
            for item in block.value["documents"]:
                if item["document"] is not None:
                    found.setdefault(item["document"], item["title"])
    return found


def _text_of(page: Any) -> str:
    return _in_one_line(" ".join(filter(None, _pieces(page))))


def _in_one_line(text: str) -> str:
    return one_line(text[:MOST_CHARACTERS])


def _pieces(page: Any) -> Iterator[str]:
    yield page.lead
    if isinstance(page, ConsultationPage):
        yield get_text_for_indexing(page.can_change)
        yield get_text_for_indexing(page.is_fixed)
        yield page.decided_by
    for block in page.body:
        if block.block_type != "documents":  # They are found by themselves.
            yield from block.block.get_searchable_content(block.value)
