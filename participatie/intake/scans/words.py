"""The recognised words of a letter: a suggestion, until a person took it over."""

import time
from dataclasses import dataclass
from itertools import groupby

from participatie.core import algorithms, drawing
from participatie.core.drawing import UnreadableScan
from participatie.intake.scans import reading, tesseract
from participatie.intake.scans.algorithms import READING
from participatie.intake.scans.models import Letter, Page
from participatie.intake.scans.tesseract import SURE, CannotRead, Word

HARDLY_SURE = 50
"""Below this mean confidence (of 100) the letter is handwriting, most likely."""


@dataclass(frozen=True)
class Piece:
    """Words after each other that are all sure, or all doubtful."""

    text: str
    is_doubtful: bool


@dataclass(frozen=True)
class Suggestion:
    """What the computer read of a letter. `confidence` is of 100, weighed by length of word."""

    paragraphs: list[list[Piece]]
    text: str
    confidence: int
    doubtful: int
    is_complete: bool
    """Whether every page was read; otherwise the rest is still to come."""

    @property
    def is_hardly_sure(self) -> bool:
        """Whether typing it over is likely to be less work."""
        return self.confidence < HARDLY_SURE


def is_offered() -> bool:
    """Whether words are read at all: Tesseract is there and nobody switched it off."""
    return tesseract.can_read() and algorithms.is_on(READING.slug)


def read_letter(letter: Letter, *, seconds: float = reading.AT_A_TIME) -> bool:
    """Read pages of a letter that were not read yet, upright as they were turned, for about so
    long; whether there are more."""
    if not is_offered():
        return False
    until = time.monotonic() + seconds
    for page in letter.pages.filter(words=None).select_related("source__file").order_by("number"):
        found = _read(page)
        # Turned in the meantime: what was read then is of no use.
        Page.objects.filter(pk=page.pk, turn=page.turn).update(words=found)
        if time.monotonic() > until:
            break
    return letter.pages.filter(words=None).exists()


def _read(page: Page) -> list[list[object]]:
    try:
        drawn = drawing.draw(
            reading.path_of(page.source),
            page.index,
            is_pdf=reading.is_pdf(page.source),
            dpi=drawing.SHARP,
        )
        read = tesseract.read(drawing.turned(drawn, page.turn))
    except (UnreadableScan, CannotRead):
        return []
    return [[word.text, word.confidence, word.paragraph, word.line] for word in read]


def suggestion(letter: Letter) -> Suggestion | None:
    """What was read of the letter so far; None when nothing was, or it is switched off."""
    if not is_offered():
        return None
    pages = list(letter.pages.order_by("number"))
    read = [[Word(*word) for word in page.words] for page in pages if page.words is not None]
    words = [word for page in read for word in page]
    paragraphs = [
        list(of_paragraph)
        for page in read
        for _number, of_paragraph in groupby(page, lambda word: word.paragraph)
    ]
    weight = sum(len(word.text) for word in words)
    return Suggestion(
        paragraphs=[_pieces(paragraph) for paragraph in paragraphs],
        text="\n\n".join(_joined(paragraph) for paragraph in paragraphs),
        confidence=sum(word.confidence * len(word.text) for word in words) // max(weight, 1),
        doubtful=sum(word.confidence < SURE for word in words),
        is_complete=len(read) == len(pages),
    )


def _pieces(paragraph: list[Word]) -> list[Piece]:
    return [
        Piece(" ".join(word.text for word in words), is_doubtful)
        for is_doubtful, words in groupby(paragraph, lambda word: word.confidence < SURE)
    ]


def _joined(paragraph: list[Word]) -> str:
    """The words of a paragraph in one line, words broken off at the end of a line whole again."""
    text, line = "", paragraph[0].line
    for word in paragraph:
        ended, line = word.line != line, word.line
        if ended and text.endswith("-") and word.text[:1].islower():
            text = text[:-1] + word.text
        else:
            text += (" " if text else "") + word.text
    return text
