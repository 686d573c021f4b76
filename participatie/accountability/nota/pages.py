"""The nota as pages of the site: made with each version, and kept together in one file.

Each page is light, however long the nota is; where a number is told, and what was searched for, is
looked up in the same file. So a reader sees one version, also while the next one is being made.
"""

import io
import json
import unicodedata
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import get_template
from django.utils.translation import gettext as _

from participatie.accountability.nota.chapters import themes_of
from participatie.accountability.nota.reading import Nota

FORM = "pages"
FULL = 24_000
"""Bytes of a page before the next one begins; with the frame of the site it stays below 50 kB."""
CITED = 30
"""So many points stand with an answer; a search for its number finds the others."""
ON_PAPER = 1_000_000
"""Bytes of text that one page to print may have."""
INTRODUCTION, OVERVIEW, THEMES, INDIVIDUAL = "inleiding", "overzicht", "themas", "reacties"
OWN, CHANGES, FOLLOW_UP = "ambtshalve", "wijzigingen", "vervolg"
PARTICIPATION, CONCORDANCE = "participatie", "waar"


@dataclass(frozen=True)
class Chapter:
    """A chapter and its pages: `firsts` has for each page the reference that it begins with."""

    slug: str
    number: int
    title: str
    firsts: list[str]

    @property
    def pages(self) -> int:
        """How many."""
        return len(self.firsts)


@dataclass(frozen=True)
class Pages:
    """The pages of one version, read one by one from its file."""

    path: Path | io.BytesIO
    chapters: list[Chapter]
    size: int
    """Bytes of all text together."""
    places: dict[str, tuple[str, int]]
    """{reference of an answer or a change, or "thema-A": (chapter, page)}."""
    numbers: list[int]
    """Of the first contribution on each page of the individual answers."""

    def chapter(self, slug: str) -> Chapter | None:
        """The chapter with this name in its address."""
        return next((chapter for chapter in self.chapters if chapter.slug == slug), None)

    def text(self, chapter: Chapter, page: int) -> str:
        """One page, without the frame around it."""
        with zipfile.ZipFile(self.path) as file:
            return file.read(f"{chapter.slug}-{page}.html").decode()

    def place(self, reference: str) -> tuple[str, int] | None:
        """(chapter, page) where this number is told: of a contribution, point, answer, change."""
        found = self.places.get(reference)
        if found is not None or not self.numbers:
            return found
        digits = reference.partition("-")[2].partition(".")[0]
        if not digits.isdecimal():
            return None
        page = bisect_right(self.numbers, int(digits))
        chapter = self.chapter(INDIVIDUAL)
        if not page or chapter is None or f'id="{reference}"' not in self.text(chapter, page):
            return None
        return INDIVIDUAL, page

    def found(self, typed: str) -> list[dict[str, Any]]:
        """The points that have every word that was typed, in their number, summary or answer."""
        words = folded(typed).split()
        # The number of an answer is not the beginning of another: A1 is not A12.
        whole = {word for word in words if word.upper() in self.places}
        texts, shown = _searchable(self.path)

        def has(text: str) -> bool:
            return all(word in text for word in words) and whole <= set(text.split())

        places = (n for n, text in enumerate(texts) if has(text))
        return [json.loads(shown[place]) for place in places] if words else []


def opened(path: Path | io.BytesIO) -> Pages:
    """The pages in this file, or in its content. Raises FileNotFoundError."""
    with zipfile.ZipFile(path) as file:
        index = json.loads(file.read("index.json"))
    return Pages(
        path=path,
        chapters=[Chapter(**chapter) for chapter in index["chapters"]],
        size=index["size"],
        places={key: (slug, page) for key, (slug, page) in index["places"].items()},
        numbers=index["numbers"],
    )


@lru_cache(maxsize=2)
def _searchable(path: Path | io.BytesIO) -> tuple[list[str], list[str]]:
    # Files never change: the path has the SHA-256 of the content in it.
    with zipfile.ZipFile(path) as file:
        texts, shown = (file.read(name).decode() for name in ("search.txt", "shown.txt"))
    return texts.split("\n"), shown.split("\n")


def folded(text: str) -> str:
    """Text as it is compared: small letters without accents, on one line."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def made(nota: Nota, document: dict[str, Any]) -> bytes:
    """The file with every page, made from the document (`chapters.data`)."""
    bound, kept = _Binding(), io.BytesIO()
    _bind(bound, document)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in bound.pages.items():
            file.writestr(_entry(name), text)
        texts, shown = _lines(nota)
        file.writestr(_entry("search.txt"), "\n".join(texts))
        file.writestr(_entry("shown.txt"), "\n".join(shown))
        index = {
            "chapters": bound.chapters,
            "places": bound.places,
            "numbers": bound.numbers,
            "size": sum(map(len, bound.pages.values())),
        }
        file.writestr(_entry("index.json"), json.dumps(index))
    return kept.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    # Without the hour of making, so that the same nota gives the same file.
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Binding:
    """Pages as they are being filled."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.chapters: list[dict[str, Any]] = []
        self.places: dict[str, tuple[str, int]] = {}
        self.numbers: list[int] = []

    def chapter(
        self,
        slug: str,
        title: str,
        pieces: Iterable[tuple[list[str], str]],
        around: tuple[str, str] = ("", ""),
    ) -> None:
        """A chapter of pieces (references told in it, HTML), in as many pages as needed."""
        firsts: list[str] = []
        held: list[str] = []
        size = 0

        def turn() -> None:
            self.pages[f"{slug}-{len(firsts)}.html"] = around[0] + "".join(held) + around[1]

        for references, html in pieces:
            if not firsts or size + len(html) > FULL:
                if firsts:
                    turn()
                held, size = [], 0
                firsts.append(references[0] if references else "")
            held.append(html)
            size += len(html)
            if slug in (THEMES, OWN, CHANGES):
                self.places.update(dict.fromkeys(references, (slug, len(firsts))))
        if not firsts:
            firsts.append("")
            held = [f"<p>{_('None.')}</p>"]
            around = ("", "")
        turn()
        number = len(self.chapters) + 1
        self.chapters.append({"slug": slug, "number": number, "title": title, "firsts": firsts})


def _bind(bound: _Binding, document: dict[str, Any]) -> None:
    labels = document["labels"]
    table = get_template("accountability/nota/table.html")

    def blocks(slug: str, title: str, items: list[Any]) -> None:
        text = get_template("accountability/nota/blocks.html").render(
            {"blocks": items, "name": slug}
        )
        bound.chapter(slug, title, [([], text)])

    def around(kind: str) -> tuple[str, str]:
        before, _mark, after = table.render({"labels": labels, "kind": kind}).partition("ROWS")
        return before, after

    blocks(INTRODUCTION, labels["introduction"], document["introduction"])
    blocks(OVERVIEW, labels["overview"], document["overview"])
    bound.chapter(THEMES, labels["themes"], _answers(document))
    bound.chapter(INDIVIDUAL, labels["individual"], _contributions(document), around("individual"))
    bound.numbers = [
        int(first.partition("-")[2]) for first in bound.chapters[-1]["firsts"] if first
    ]
    bound.chapter(OWN, labels["own_changes"], _changes(document, own=True))
    bound.chapter(CHANGES, labels["changes"], _changes(document, own=False))
    blocks(FOLLOW_UP, labels["follow_up"], document["follow_up"])
    if document["participation"]:
        blocks(PARTICIPATION, labels["participation"], document["participation"])
    bound.chapter(CONCORDANCE, labels["concordance"], _concordance(document), around("concordance"))


def _answers(document: dict[str, Any]) -> Iterator[tuple[list[str], str]]:
    template = get_template("accountability/nota/answer.html")
    for theme in document["themes"]:
        for place, answer in enumerate(theme["answers"]):
            context = {
                "labels": document["labels"],
                "theme": None if place else theme,
                "answer": answer,
                "points": answer["points"][:CITED],
                "others": max(0, len(answer["points"]) - CITED),
            }
            references = [answer["reference"]]
            if not place:
                references.append(f"thema-{theme['code']}")
            yield references, template.render(context)


def _contributions(document: dict[str, Any]) -> Iterator[tuple[list[str], str]]:
    template = get_template("accountability/nota/contribution.html")
    for it in document["contributions"]:
        yield [it["reference"]], template.render({"labels": document["labels"], "it": it})


def _changes(document: dict[str, Any], *, own: bool) -> Iterator[tuple[list[str], str]]:
    template = get_template("accountability/nota/change.html")
    for change in document["changes"]:
        if change["own_motion"] is own:
            context = {"labels": document["labels"], "change": change}
            yield [change["id"]], template.render(context)


def _concordance(document: dict[str, Any]) -> Iterator[tuple[list[str], str]]:
    template = get_template("accountability/nota/concordance.html")
    given = document["contributions"]
    for it, codes in zip(given, themes_of(document, given), strict=True):
        yield [it["reference"]], template.render({"reference": it["reference"], "codes": codes})


def _lines(nota: Nota) -> tuple[list[str], list[str]]:
    """For each point a line to search in, and one with what is shown when it is found."""
    texts, shown = [], []
    for it in nota.contributions:
        for point in it.points:
            answer = nota.answer_to(point)
            changes = [change.reference for change in answer.changes] if answer else []
            row = {
                "reference": point.reference,
                "name": it.name,
                "summary": point.summary,
                "answer": answer.reference if answer else "",
                "plain": answer.plain if answer else "",
                "outcome": str(answer.outcome.label) if answer else "",
                "changes": changes,
            }
            reason = answer.reason if answer else ""
            told = [*(str(value) for key, value in row.items() if key != "changes"), reason]
            texts.append(folded(" ".join([*told, *changes])))
            shown.append(json.dumps(row, ensure_ascii=False))
    return texts, shown
