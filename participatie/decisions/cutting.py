"""Cutting the text of a draft into articles at its headings."""

import re

from participatie.pipeline.acts.decisions import Part

_ARTICLE = re.compile(
    r"^\s*(?P<label>(?:Artikel|Art\.|Hoofdstuk|Paragraaf|Bijlage)\s+[\dIVXLC]+[\w.:-]*)"
    r"[\s.:–-]*(?P<heading>\S.{0,200})?$"
)
_NUMBERED = re.compile(
    r"^\s*(?P<label>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<heading>[A-ZÀ-Þ].{1,90})$"
)
_SENTENCE = re.compile(r"[.;:,]$")


def cut(text: str) -> list[Part]:
    """The articles of a draft, in order.

    A line such as “Artikel 4 Bomen” or “2.1 Bomen langs wegen” begins an article. Where a text
    has lines that begin with “Artikel”, numbered lines within it are no headings. What stands
    before the first heading becomes a part called “Aanhef”. A label that comes twice gets a
    number: “4 (2)”.
    """
    lines = text.splitlines()
    pattern = _ARTICLE if any(_ARTICLE.match(line) for line in lines) else _NUMBERED
    parts: list[Part] = []
    label, heading, words = "Aanhef", "", [""]
    for line in lines:
        match = pattern.match(line)
        if match is None or (pattern is _NUMBERED and _SENTENCE.search(line.rstrip())):
            words.append(line)
            continue
        parts.append(Part(label=label, heading=heading, text="\n".join(words).strip()))
        label, heading, words = match["label"].strip(" .:"), (match["heading"] or "").strip(), []
    parts.append(Part(label=label, heading=heading, text="\n".join(words).strip()))
    return _with_own_labels([part for part in parts if part.text])


def _with_own_labels(parts: list[Part]) -> list[Part]:
    seen: dict[str, int] = {}
    named = []
    for part in parts:
        seen[part.label] = count = seen.get(part.label, 0) + 1
        label = part.label if count == 1 else f"{part.label} ({count})"
        named.append(Part(label=label[:60], heading=part.heading[:255], text=part.text))
    return named
