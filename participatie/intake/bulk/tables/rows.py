"""What every kind of table gives: rows of text, with what is wrong with a cell as such."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core.text import tidy

MOST_COLUMNS = 500
LONGEST_CELL = 1_000_000
"""Characters. Longer ones are a quotation mark that was never closed, or not meant well."""
MOST_UNPACKED = 400_000_000
"""Bytes that a spreadsheet may grow to when it is unpacked."""


class UnreadableTable(ValueError):
    """The table cannot be read; `str()` says why and what to do, for a clerk."""


class Flaw(models.TextChoices):
    """What can be wrong with a cell, whatever should be in it."""

    FORMULA = (
        "formula",
        _(
            "Here is a formula whose result was not kept. Open the file in a spreadsheet program, "
            "save it, and send it again; or type the result itself."
        ),
    )
    MERGED = (
        "merged",
        _(
            "This cell is merged with others, so it is not clear to which row its content belongs. "
            "Split the cells and fill in each of them."
        ),
    )
    ERROR = "error", _("Here the spreadsheet shows an error. Type what should be there.")
    CHARACTERS = "characters", _("Some characters of this cell cannot be read. Type them again.")
    QUOTE = (
        "quote",
        _(
            "Here a quotation mark opens that is closed nowhere. Perhaps other rows were "
            "swallowed. Close it in the file, and send the file again."
        ),
    )
    TOO_LONG = "too_long", _("This cell is too long. Send the text as a file.")


@dataclass(slots=True)
class Row:
    """One row, numbered as a spreadsheet does; `flaws` by the index of the cell."""

    number: int
    cells: list[str]
    flaws: dict[int, Flaw] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(self.cells) and not self.flaws

    @property
    def is_remark(self) -> bool:
        """Whether it only tells something about the table, as above the columns of our CSV."""
        return self.cells[0].startswith("#")


@dataclass(frozen=True)
class Sheet:
    """One table of a spreadsheet."""

    name: str
    is_hidden: bool = False


class Table(Protocol):
    """A file with one or more sheets. Use it in a `with` block."""

    def sheets(self) -> list[Sheet]:
        """The sheets in order; one without a name for a file that is a single table."""

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that are not empty, one at a time. Raises `UnreadableTable`."""

    def close(self) -> None:
        """Let go of the file."""


def row_of(number: int, cells: list[str], flaws: dict[int, Flaw]) -> Row:
    """The row with its texts tidied and its empty end cut off.

    Raises `UnreadableTable` when it has too many columns.
    """
    tidied = [tidy(cell) for cell in cells]
    for index, cell in enumerate(tidied):
        if len(cell) > LONGEST_CELL:
            tidied[index], flaws[index] = cell[:1000], Flaw.TOO_LONG
        elif "\ufffd" in cell:
            flaws.setdefault(index, Flaw.CHARACTERS)
    while tidied and not tidied[-1] and len(tidied) - 1 not in flaws:
        tidied.pop()
    if len(tidied) > MOST_COLUMNS:
        raise UnreadableTable(
            _("Row %(row)d has %(count)d columns. At most %(most)d are possible.")
            % {"row": number, "count": len(tidied), "most": MOST_COLUMNS}
        )
    return Row(number, tidied, flaws)
