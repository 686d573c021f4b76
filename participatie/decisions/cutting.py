"""Cutting the text of a draft into articles at its headings.

A draft comes from a word processor, a PDF or a scanner. Footnotes, lists, tables and contents in
it begin with a number too; what makes a number a heading is its place in the outline.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participatie.decisions.outline import Numbered, outline
from participatie.pipeline.acts.decisions import Part

_NAMED = re.compile(
    r"^\s*(?P<label>(?:Artikel|Art\.|Hoofdstuk|Paragraaf|Bijlage)"
    r"\s+(?:\d+|[IVXLC]+\b|[A-Z]\b)(?:[.:-]?\w+)*)"
    r"[\s.:–-]*(?P<heading>[^\sa-zà-þ,;)].{0,200})?$"
)
_NUMBERED = re.compile(
    r"^\s*(?P<label>\d{1,2}(?:\.\d{1,2}){0,3})\.?"
    # A scanner may read an icon before the words of a heading as one or two signs.
    r"(?:\s+(?P<heading>(?:\S{1,2}\s+)?[A-ZÀ-Þ].{1,120}))?\s*$"
)
_SENTENCE = re.compile(r"[.;:,]\s*$")
_CONTENTS = re.compile(r"(?:\.{3,}|…|\s{3,}|\t)\s*\d+\s*$")
_WRAPPED = re.compile(r"\s*[a-zà-þ]")


@dataclass(frozen=True)
class _Heading:
    line: int
    label: str
    heading: str


def cut(text: str) -> list[Part]:
    """The articles of a draft, in order; no word of the text is lost.

    An article begins at a line such as “Artikel 4 Bomen”, or at a numbered heading such as
    “2.1 Bomen langs wegen”: whichever of the two there are more of. A number is a heading when it
    goes on where the one before stopped. What stands before the first heading becomes a part
    called “Aanhef”. A label that comes twice gets a number: “4 (2)”.
    """
    lines = text.splitlines()
    named = _without_contents(list(_named(lines)), lines)
    annexes = [each for each in named if each.label.startswith("Bijlage")]
    numbered = _numbered(lines)
    if len(numbered) > len(named) - len(annexes):
        headings = numbered + [each for each in annexes if each.line > numbered[-1].line]
    else:
        headings = named
    places = [0, *(each.line + 1 for each in headings)]
    ends = [*(each.line for each in headings), len(lines)]
    words = ["\n".join(lines[a:b]).strip() for a, b in zip(places, ends, strict=True)]
    parts = [uncut(words[0])] if words[0] else []
    return _with_own_labels(
        parts
        + [
            Part(label=each.label, heading=each.heading, text=own)
            for each, own in zip(headings, words[1:], strict=True)
        ]
    )


def uncut(text: str) -> Part:
    """A text as one part, with the name of what has no heading."""
    return Part(label="Aanhef", heading="", text=text.strip())


def _named(lines: Sequence[str]) -> Iterable[_Heading]:
    for place, line in enumerate(lines):
        match = _NAMED.match(line)
        if match and not _CONTENTS.search(line):
            yield _Heading(place, match["label"].strip(" .:"), (match["heading"] or "").strip())


def _without_contents(headings: list[_Heading], lines: Sequence[str]) -> list[_Heading]:
    """Leave out a heading without words whose label comes again: a line of the contents."""
    ends = [*(each.line for each in headings), len(lines)][1:]
    last = {each.label: each for each in headings}
    return [
        each
        for each, end in zip(headings, ends, strict=True)
        if last[each.label] is each or "".join(lines[each.line + 1 : end]).strip()
    ]


def _numbered(lines: Sequence[str]) -> list[_Heading]:
    found: dict[int, _Heading] = {}
    for place, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match and _may_be_heading(match["heading"], match["label"], lines, place):
            found[place] = _Heading(place, match["label"], (match["heading"] or "").strip())
    written = [place for place, line in enumerate(lines) if line.strip()]
    following = dict(itertools.pairwise(written))
    candidates = [
        Numbered(
            line=place,
            number=tuple(int(part) for part in heading.label.split(".")),
            stands_apart=place == 0 or not lines[place - 1].strip(),
            has_words=following.get(place) not in found,
        )
        for place, heading in found.items()
    ]
    return [found[each.line] for each in outline(candidates)]


def _may_be_heading(heading: str | None, label: str, lines: Sequence[str], place: int) -> bool:
    if heading is None:
        return "." in label
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return not (
        _SENTENCE.search(heading) or _CONTENTS.search(lines[place]) or _WRAPPED.match(following)
    )


def _with_own_labels(parts: Iterable[Part]) -> list[Part]:
    seen: dict[str, int] = {}
    named = []
    for part in parts:
        seen[part.label] = count = seen.get(part.label, 0) + 1
        label = part.label if count == 1 else f"{part.label} ({count})"
        named.append(Part(label=label[:60], heading=part.heading[:255], text=part.text))
    return named
