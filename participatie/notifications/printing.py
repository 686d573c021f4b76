"""One PDF of many letters.

Typst keeps what it made of every page in the memory of its process, about a megabyte for a letter.
So a large batch is made in pieces, each in a process of its own, and joined. What is joined has no
tags for who listens, and is no PDF/A: it is for a printer, and is thrown away.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

import django
import pypdfium2
from pypdf import PdfWriter

from participatie.core import paper, pdf

TEMPLATE = "letters/letter.typ"
PIECE = 250
"""Letters that are made in one go."""


@dataclass(frozen=True)
class Printed:
    """A PDF, on which page from 0 each of its parts begins, and how many pages it has."""

    content: bytes
    starts: Sequence[int]
    pages: int

    @property
    def counts(self) -> list[int]:
        """Pages of each part. An empty back counts: it is a side of the last sheet."""
        return [end - start for start, end in pairwise([*self.starts, self.pages])]


def printed(data: dict[str, Any], *, title: str) -> Printed:
    """The letters of `data` (see templates/letters/letter.typ) with the list before them, if any.

    Raises `participatie.core.pdf.PdfError`.
    """
    if len(data["letters"]) <= PIECE:
        return _read(pdf.render(TEMPLATE, data, title=title))
    pieces = [_read(made) for made in _in_pieces(data, title)]
    if cover := data.get("cover"):
        counts = [count for piece in pieces for count in piece.counts]
        rows = [
            row | {"sheets": -(-count // data["sides"])}
            for row, count in zip(cover["rows"], counts, strict=True)
        ]
        alone = data | {"cover": cover | {"rows": rows}, "letters": []}
        pieces.insert(0, _read(pdf.render(TEMPLATE, alone, title=title)))
    return _joined(pieces, data["sides"], title)


def _in_pieces(data: dict[str, Any], title: str) -> list[bytes]:
    letters = data["letters"]
    # A process of its own asks nothing of the database.
    look = paper.current()
    parts = [
        data | {"cover": None, "letters": letters[begin : begin + PIECE]}
        for begin in range(0, len(letters), PIECE)
    ]
    with ProcessPoolExecutor(
        1, get_context("spawn"), initializer=django.setup, max_tasks_per_child=1
    ) as apart:
        jobs = [apart.submit(pdf.render, TEMPLATE, part, title=title, look=look) for part in parts]
        return [job.result() for job in jobs]


def _joined(pieces: Sequence[Printed], sides: int, title: str) -> Printed:
    writer, starts = PdfWriter(), []
    for piece in pieces:
        before = len(writer.pages)
        starts += [before + start for start in piece.starts]
        writer.append(BytesIO(piece.content))
        if len(writer.pages) % sides:
            # The next letter begins on a sheet of its own.
            writer.add_blank_page()
    writer.add_metadata({"/Title": title})
    joined = BytesIO()
    writer.write(joined)
    return Printed(joined.getvalue(), starts, len(writer.pages))


def _read(made: bytes) -> Printed:
    """Where the parts begin: each has one heading of the first level, and so one bookmark."""
    with pypdfium2.PdfDocument(BytesIO(made)) as document:
        places = [entry.get_dest() for entry in document.get_toc() if entry.level == 0]
        return Printed(made, [place.get_index() for place in places if place], len(document))
