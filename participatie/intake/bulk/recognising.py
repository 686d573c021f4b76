"""Which row holds the names of the columns, and what is in each column: a proposal for a clerk."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from participatie.core import algorithms
from participatie.intake.bulk.algorithms import COLUMNS
from participatie.intake.bulk.columns import Column, in_dutch
from participatie.intake.bulk.names import ALSO
from participatie.intake.bulk.tables.rows import Row

ALIKE = 90
"""Of 100. From here two names differ by a typing error only."""
LONG_ENOUGH = 6
"""Characters; shorter names are alike too soon."""
LOOKED_AT = 15
"""Rows in which the names of the columns can stand."""


@dataclass(frozen=True)
class Proposal:
    """The row with the names, the names, and what would be in each column (empty: unknown)."""

    header_row: int
    header: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    @property
    def known(self) -> int:
        """How many columns were recognised."""
        return sum(map(bool, self.columns))


def propose(
    rows: Sequence[Row], known: Sequence[Column], header_row: int | None = None
) -> Proposal:
    """What a table most likely holds, given its first rows; `header_row` when a clerk chose it.

    Without the algorithm: the first row, and nothing about the columns.
    """
    candidates = [row for row in rows if header_row in (None, row.number)]
    if not candidates:
        return Proposal(header_row or 0)
    if not algorithms.is_on(COLUMNS.slug):
        first = candidates[0]
        return Proposal(first.number, first.cells, [""] * len(first.cells))
    names = _names(known)
    proposals = [
        Proposal(row.number, row.cells, _recognise(row.cells, names)) for row in candidates
    ]
    return max(proposals, key=lambda proposal: proposal.known)


def _names(known: Sequence[Column]) -> dict[str, str]:
    """{plain name: key of the column}; its own name goes before other names."""
    names: dict[str, str] = {}
    for column, (label, _help) in zip(known, in_dutch(known), strict=True):
        names.setdefault(plain(label), column.key)
    for column in known:
        for name in ALSO.get(column.key, "").split(","):
            names.setdefault(plain(name), column.key)
    return names


def _recognise(header: Sequence[str], names: dict[str, str]) -> list[str]:
    found = [names.get(plain(name), "") for name in header]
    # What is written exactly so goes before what looks like it.
    taken: set[str] = set()
    for index, key in enumerate(found):
        if key in taken:
            found[index] = ""
        taken.add(key)
    for index, name in enumerate(header):
        if not found[index] and (key := _closest(plain(name), names)) and key not in taken:
            found[index] = key
            taken.add(key)
    return found


def _closest(name: str, names: dict[str, str]) -> str:
    if len(name) < LONG_ENOUGH:
        return ""
    likeness, key = max(
        (fuzz.ratio(name, other), key) for other, key in names.items() if len(other) >= LONG_ENOUGH
    )
    return key if likeness >= ALIKE else ""


def plain(name: str) -> str:
    """A name without capitals, accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^0-9a-z]", "", letters)
