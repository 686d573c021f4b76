"""Tables of Excel, read row by row: neither the rows nor the texts are ever all in memory."""

import re
import tempfile
from array import array
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from participatie.intake.bulk.tables.rows import Flaw, Row, Sheet, row_of

_STRING, _PIECE, _SOUNDS = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("si", "t", "rPh"))
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_NO_RESULT = object()
AT_ONCE = 1 << 20


class StringsOnDisk:
    """The texts that cells point at, kept in a file and read as far as they are asked for."""

    def __init__(self, source: IO[bytes]) -> None:
        self._strings = _strings(source)
        self._places = array("Q", [0])
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the table

    def __getitem__(self, index: int) -> str:
        while index >= len(self._places) - 1:
            text = next(self._strings, None)
            if text is None:
                raise IndexError(index)
            self._file.seek(0, 2)
            self._file.write(text.encode("utf-8", "surrogatepass"))
            self._places.append(self._file.tell())
        self._file.seek(self._places[index])
        content = self._file.read(self._places[index + 1] - self._places[index])
        return content.decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Throw the file away."""
        self._file.close()


def _strings(source: IO[bytes]) -> Iterator[str]:
    root = None
    sounds: set[Any] = set()
    for event, element in iterparse(source, ["start", "end"]):
        if root is None:
            root = element
        if event == "start":
            continue
        if element.tag == _SOUNDS:
            sounds.update(element)
        elif element.tag == _STRING:
            pieces = (piece for piece in element.iter(_PIECE) if piece not in sounds)
            yield "".join(piece.text or "" for piece in pieces)
            root.clear()
            sounds.clear()


class _Reader(ExcelReader):
    """Reads all of a workbook but its rows and its texts."""

    def read_strings(self) -> None:
        found = self.package.find(SHARED_STRINGS)
        if found is not None:
            self.shared_strings = StringsOnDisk(self.archive.open(found.PartName[1:]))


class _Parser(WorkSheetParser):
    """Tells a formula without a result from an empty cell."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            # A result may also be an empty text; then there is a place for it.
            empty = element.get("t") == "str" and element.find(VALUE_TAG) is not None
            cell["value"] = "" if empty else _NO_RESULT
        return cell


class XlsxTable:
    """An Excel workbook."""

    def __init__(self, file: IO[bytes]) -> None:
        reader = _Reader(file, read_only=True, data_only=True, keep_links=False)
        reader.read()
        self.workbook = reader.wb
        self.strings = reader.shared_strings

    @property
    def epoch(self) -> datetime:
        """The day that its numbers of days are counted from: on a Mac it was once 1904."""
        found: datetime = self.workbook.epoch
        return found

    def sheets(self) -> list[Sheet]:
        return [
            Sheet(sheet.title, sheet.sheet_state != "visible") for sheet in self.workbook.worksheets
        ]

    def rows(self, sheet: str) -> Iterator[Row]:
        path = self.workbook[sheet]._worksheet_path
        archive: ZipFile = self.workbook._archive
        with archive.open(path) as source:
            merged = _Merged(source)
        with archive.open(path) as source:
            parser = _Parser(
                source,
                self.strings,
                data_only=True,
                epoch=self.workbook.epoch,
                date_formats=self.workbook._date_formats,
                timedelta_formats=self.workbook._timedelta_formats,
            )
            for number, found in parser.parse():
                row = self._row(number, found, merged)
                if not row.is_empty:
                    yield row

    def close(self) -> None:
        if isinstance(self.strings, StringsOnDisk):
            self.strings.close()
        self.workbook.close()

    def _row(self, number: int, found: list[dict[str, Any]], merged: "_Merged") -> Row:
        # Cells that are only coloured reach to the last column there is.
        filled = [cell for cell in found if cell["value"] is not None]
        covered = merged.in_row(number)
        if not filled and not covered:
            return Row(number, [])
        width = max([cell["column"] for cell in filled] + [index + 1 for index in covered])
        cells, flaws = [""] * width, dict.fromkeys(covered, Flaw.MERGED)
        for cell in filled:
            index, value = cell["column"] - 1, cell["value"]
            if value is _NO_RESULT:
                flaws[index] = Flaw.FORMULA
            elif cell["data_type"] == "e":
                flaws[index] = Flaw.ERROR
            else:
                cells[index] = _text(value)
        return row_of(number, cells, flaws)


class _Merged:
    """Which cells are merged; found without reading the sheet into memory."""

    MOST = 100_000

    def __init__(self, source: IO[bytes]) -> None:
        found = islice(_merged(source), self.MOST)
        self.below = sorted(found, key=lambda area: area[1], reverse=True)
        self.here: list[tuple[int, int, int, int]] = []

    def in_row(self, number: int) -> set[int]:
        """The indexes of the cells in this row that are merged. Rows are asked for in order."""
        while self.below and self.below[-1][1] <= number:
            self.here.append(self.below.pop())
        self.here = [area for area in self.here if area[3] >= number]
        return {
            column - 1
            for left, _top, right, _bottom in self.here
            for column in range(left, min(right, left + 100) + 1)
        }


def _merged(source: IO[bytes]) -> Iterator[tuple[int, int, int, int]]:
    rest = b""
    while piece := source.read(AT_ONCE):
        piece = rest + piece
        end = 0
        for found in _MERGE.finditer(piece):
            yield range_boundaries(found[1].decode())
            end = found.end()
        rest = piece[max(end, len(piece) - 200) :]


def _text(value: Any) -> str:
    """What a person sees in the cell, near enough; days in ISO order."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case datetime():
            midnight = value.time() == time()
            return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case time() | timedelta():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case _:
            return unescape(str(value))
