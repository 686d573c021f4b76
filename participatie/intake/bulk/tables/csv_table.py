"""Tables as text: with commas, semicolons or tabs, in UTF-8, UTF-16 or windows-1252."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from participatie.intake.bulk.tables.rows import (
    LONGEST_CELL,
    Flaw,
    Row,
    Sheet,
    UnreadableTable,
    row_of,
)

DELIMITERS = ";,\t|"
LOOKED_AT = 64 * 1024
_END = "\N{END OF TEXT}\N{END OF TEXT}"
"""Put behind the last line: swallowed by a quotation mark that was never closed."""

csv.field_size_limit(LONGEST_CELL)


class CsvTable:
    """A CSV file. What separates the columns, and how the letters are written, is found out."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.encoding = _encoding(file)
        self.skipped, self.delimiter = self._look()

    def sheets(self) -> list[Sheet]:
        return [Sheet("")]

    def rows(self, sheet: str) -> Iterator[Row]:
        number = self.skipped
        try:
            for number, cells in enumerate(self._records(), start=self.skipped + 1):
                flaws: dict[int, Flaw] = {}
                if cells and cells[-1].endswith(_END):
                    cells[-1] = cells[-1].removesuffix(_END)
                    if not cells[-1] and len(cells) == 1:
                        return
                    flaws[len(cells) - 1] = Flaw.QUOTE
                row = row_of(number, cells, flaws)
                if not row.is_empty:
                    yield row
        except csv.Error as error:
            raise UnreadableTable(
                _(
                    "The file cannot be read after row %(row)d: a cell is too long. Perhaps a "
                    "quotation mark was not closed there."
                )
                % {"row": number}
            ) from error

    def close(self) -> None:
        pass

    def _records(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), delimiter=self.delimiter)

    def _lines(self) -> Iterator[str]:
        self.file.seek(0)
        text = io.TextIOWrapper(self.file, self.encoding, errors="replace", newline="")
        try:
            last = ""
            for place, line in enumerate(text):
                if place >= self.skipped:
                    # The csv module would end a file, or a line, at them.
                    yield line.replace("\0", "")
                    last = line
            yield _END if not last or last.endswith(("\n", "\r")) else "\r\n" + _END
        finally:
            text.detach()

    def _look(self) -> tuple[int, str]:
        """How many lines tell only how to read it, and what separates the columns."""
        self.file.seek(0)
        text = self.file.read(LOOKED_AT).decode(self.encoding, errors="replace").lstrip("\ufeff")
        first = text.split("\n", 1)[0].strip()
        if first.lower().startswith("sep=") and len(first) == 5 and first[4] in DELIMITERS:
            return 1, first[4]
        return 0, max(DELIMITERS, key=lambda delimiter: _columns(text, delimiter))


def _columns(text: str, delimiter: str) -> tuple[int, int]:
    """How sure it is that `delimiter` separates columns: rows of equal width, and their width."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = [len(row) for row in islice(rows, 60) if len(row) > 1 and row[0][:1] != "#"]
    if not widths:
        return (0, 0)
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(usual), usual)


def _encoding(file: IO[bytes]) -> str:
    file.seek(0)
    start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(1 << 20):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
