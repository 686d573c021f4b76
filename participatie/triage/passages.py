"""A text with its sentences numbered and stretches of it marked, piece by piece.

Made for texts of 250,000 characters with thousands of sentences: one walk over all borders.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from participatie.core.text import Span
from participatie.pipeline.models import Point


@dataclass(frozen=True)
class Mark:
    """A marked stretch, what it is called, and where its label leads."""

    span: Span
    label: str
    url: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text in which nothing begins or ends.

    `start` in characters of the whole text; `sentence` is the number of the sentence that begins
    here, `is_open` whether it lies in one of the open sentences, `ending` the marks that end with
    it.
    """

    start: int
    text: str
    is_marked: bool
    ending: tuple[Mark, ...]
    sentence: int | None
    is_open: bool


def pieces(
    text: str,
    marks: Iterable[Mark],
    sentences: Sequence[Span] = (),
    open_sentences: Iterable[Span] = (),
) -> list[Piece]:
    """All of `text` in order, cut at every border of a mark and where a sentence begins."""
    opening, closing = _by_place(marks, text)
    numbers = {sentence.start: number for number, sentence in enumerate(sentences, start=1)}
    open_starts = {sentence.start for sentence in open_sentences}
    cuts = sorted({0, len(text), *opening, *closing, *numbers})
    found = []
    active = 0
    is_open = False
    for start, end in pairwise(cuts):
        active += opening.get(start, 0) - len(closing.get(start, ()))
        if start in numbers:
            is_open = start in open_starts
        found.append(
            Piece(
                start=start,
                text=text[start:end],
                is_marked=active > 0,
                ending=tuple(closing.get(end, ())),
                sentence=numbers.get(start),
                is_open=is_open,
            )
        )
    return found


def _by_place(marks: Iterable[Mark], text: str) -> tuple[dict[int, int], dict[int, list[Mark]]]:
    opening: dict[int, int] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = max(mark.span.start, 0), min(mark.span.end, len(text))
        if start < end:
            opening[start] = opening.get(start, 0) + 1
            closing.setdefault(end, []).append(mark)
    return opening, closing


def trimmed(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    piece = text[span.start : span.end]
    return Span(
        span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip())
    )


def marks_of(points: Iterable[Point]) -> list[Mark]:
    """The passages of points, each leading to the point on the same page."""
    return [
        Mark(point.span, str(point.number), f"#punt-{point.number}")
        for point in points
        if point.span is not None
    ]
