"""Looking into a table before anything is done with it: its sheets, and what its columns hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from participatie.intake.bulk.columns import Column
from participatie.intake.bulk.recognising import LOOKED_AT, Proposal, propose
from participatie.intake.bulk.tables.opening import opened, rows
from participatie.intake.bulk.tables.rows import Row, Sheet, UnreadableTable

SAMPLES = 3
LONGEST_SAMPLE = 80
MOST_SHEETS = 50


@dataclass(frozen=True)
class Look:
    """What was seen: all sheets, the one that is meant, and what would be in its columns."""

    sheets: list[Sheet]
    sheet: str
    proposal: Proposal
    samples: list[list[str]]
    """The first rows under the names of the columns, shortened."""


def look(
    file: IO[bytes] | File[Any],
    known: Sequence[Column],
    *,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Look:
    """What is in the table; `sheet` and `header_row` when a clerk chose them.

    Of several sheets the one with the most known columns is meant, never a hidden one. Raises
    `UnreadableTable`.
    """
    with opened(file) as (table, _kind):
        sheets = table.sheets()[:MOST_SHEETS]
        visible = [found.name for found in sheets if not found.is_hidden]
        if not visible:
            raise UnreadableTable(
                _("All sheets of this file are hidden. Show the one that is meant, and save it.")
            )
        wanted = [sheet] if sheet in visible else visible
        best: tuple[str, Proposal, list[Row]] | None = None
        for name in wanted:
            # Enough for the names, and for some rows under those that a clerk points at.
            found = (row for row in rows(table, name) if header_row or not row.is_remark)
            start = list(islice(found, LOOKED_AT + (header_row or 0)))
            proposal = propose(start, known, header_row)
            if best is None or proposal.known > best[1].known or not best[1].header:
                best = (name, proposal, start)
    assert best is not None  # noqa: S101 - there is a sheet
    name, proposal, start = best
    if not proposal.header:
        raise UnreadableTable(
            _("There is nothing in this table. Choose another file, or another sheet.")
        )
    under = [row for row in start if row.number > proposal.header_row][:SAMPLES]
    return Look(sheets, name, proposal, [_shortened(row, proposal) for row in under])


def _shortened(row: Row, proposal: Proposal) -> list[str]:
    cells = [" ".join(cell.split()) for cell in row.cells[: len(proposal.header)]]
    return [
        cell if len(cell) <= LONGEST_SAMPLE else f"{cell[: LONGEST_SAMPLE - 1]}…" for cell in cells
    ]
