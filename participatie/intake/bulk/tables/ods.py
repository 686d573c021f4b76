"""Tables of LibreOffice (OpenDocument), read row by row from the stream."""

from collections.abc import Iterator
from typing import IO, Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from lxml import etree

from participatie.intake.bulk.tables.rows import (
    MOST_COLUMNS,
    Flaw,
    Row,
    Sheet,
    UnreadableTable,
    row_of,
)

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, TEXT, STYLE = (_NS % name for name in ("table", "office", "text", "style"))
MOST_ROWS_ALIKE = 1000
"""Rows with something in them that stand in the file as one, repeated."""


class OdsTable:
    """An OpenDocument spreadsheet."""

    def __init__(self, file: IO[bytes]) -> None:
        self.archive = ZipFile(file)

    def sheets(self) -> list[Sheet]:
        found, hidden = [], set()
        for event, element in self._elements("start", "end"):
            if event == "end" and element.tag == f"{STYLE}style":
                properties = element.find(f"{STYLE}table-properties")
                if properties is not None and properties.get(f"{TABLE}display") == "false":
                    hidden.add(element.get(f"{STYLE}name"))
            elif event == "start" and element.tag == f"{TABLE}table":
                name = element.get(f"{TABLE}name", "")
                found.append(Sheet(name, element.get(f"{TABLE}style-name") in hidden))
            elif event == "end":
                _forget(element)
        return found

    def rows(self, sheet: str) -> Iterator[Row]:
        here, number = False, 0
        for event, element in self._elements("start", "end"):
            if element.tag == f"{TABLE}table":
                if here and event == "end":
                    return
                here = element.get(f"{TABLE}name", "") == sheet
            elif event == "end" and element.tag == f"{TABLE}table-row":
                if here:
                    times = int(element.get(f"{TABLE}number-rows-repeated", 1))
                    row = _row(number + 1, element)
                    if not row.is_empty:
                        _check_times(number + 1, times)
                        for again in range(times):
                            yield Row(number + 1 + again, list(row.cells), dict(row.flaws))
                    number += times
                _forget(element)

    def close(self) -> None:
        self.archive.close()

    def _elements(self, *events: str) -> Iterator[tuple[str, Any]]:
        with self.archive.open("content.xml") as content:
            yield from etree.iterparse(
                content,
                events=events,
                tag=[f"{TABLE}table", f"{TABLE}table-row", f"{STYLE}style"],
                resolve_entities=False,
                no_network=True,
            )


def _check_times(number: int, times: int) -> None:
    if times > MOST_ROWS_ALIKE:
        raise UnreadableTable(
            _(
                "Row %(row)d stands in the file %(times)d times in a row. That cannot be meant. "
                "Take the rows away that are not needed, and send the file again."
            )
            % {"row": number, "times": times}
        )


def _forget(element: Any) -> None:
    """Let go of an element that was read, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def _row(number: int, element: Any) -> Row:
    cells: list[str] = []
    flaws: dict[int, Flaw] = {}
    empty = 0
    for cell in element:
        times = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        text, flaw = _cell(cell)
        if not text and flaw is None:
            # The last ones go on to the end of the sheet: only counted, until something follows.
            empty += times
            continue
        cells += [""] * min(empty, MOST_COLUMNS + 1)
        empty = 0
        for _copy in range(min(times, MOST_COLUMNS + 1)):
            if flaw is not None:
                flaws[len(cells)] = flaw
            cells.append(text)
    return row_of(number, cells, flaws)


def _cell(cell: Any) -> tuple[str, Flaw | None]:
    if cell.tag == f"{TABLE}covered-table-cell" or (
        int(cell.get(f"{TABLE}number-rows-spanned", 1)) > 1
        or int(cell.get(f"{TABLE}number-columns-spanned", 1)) > 1
    ):
        return _shown(cell), Flaw.MERGED
    kind = cell.get(f"{OFFICE}value-type")
    if cell.get(f"{TABLE}formula") is not None and kind is None:
        return "", Flaw.FORMULA
    match kind:
        case "float" | "percentage" | "currency":
            value = cell.get(f"{OFFICE}value", "")
            shown = _shown(cell)
            if shown.startswith(("#", "Err:")):
                return "", Flaw.ERROR
            return value.removesuffix(".0"), None
        case "date":
            return cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00"), None
        case "boolean":
            return "ja" if cell.get(f"{OFFICE}boolean-value") == "true" else "nee", None
    text = _shown(cell) or cell.get(f"{OFFICE}string-value", "")
    if cell.get(f"{TABLE}formula") is not None and text.startswith(("#", "Err:")):
        return "", Flaw.ERROR
    return text, None


def _shown(cell: Any) -> str:
    return "\n".join(_paragraph(paragraph) for paragraph in cell.iterchildren(f"{TEXT}p"))


def _paragraph(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        match child.tag:
            case _ if child.tag == f"{TEXT}s":
                parts.append(" " * min(int(child.get(f"{TEXT}c", 1)), 100))
            case _ if child.tag == f"{TEXT}tab":
                parts.append("\t")
            case _ if child.tag == f"{TEXT}line-break":
                parts.append("\n")
            case _ if child.tag == f"{OFFICE}annotation":
                pass
            case _:
                parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)
