"""Writing tables row by row, in each of the kinds, so that no spreadsheet runs what is in them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from participatie.core.formulas import harmless
from participatie.intake.bulk.tables.opening import ODS, Kind

LONGEST_IN_EXCEL = 32_767
NS = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "table", "text", "style")
} | {"fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"}


@dataclass(frozen=True)
class Page:
    """One sheet to write: its name, the names of its columns, and its rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str]]
    width: int = 24
    """Of a column, in characters."""


def write(kind: Kind, file: IO[bytes], pages: Sequence[Page]) -> None:
    """Write the sheets. A CSV has one: the others stand above it as lines that begin with #."""
    writers: dict[Kind, Callable[[IO[bytes], Sequence[Page]], None]] = {
        Kind.CSV: _csv,
        Kind.XLSX: _xlsx,
        Kind.ODS: _ods,
    }
    writers[kind](file, pages)


def _csv(file: IO[bytes], pages: Sequence[Page]) -> None:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    main, *others = pages
    for page in others:
        for row in page.rows:
            writer.writerow(["# " + ": ".join(cell for cell in row if cell)])
    writer.writerow(map(harmless, main.header))
    writer.writerows(map(harmless, row) for row in main.rows)
    text.detach()


def _xlsx(file: IO[bytes], pages: Sequence[Page]) -> None:
    book = Workbook(write_only=True)
    for page in pages:
        sheet = book.create_sheet(page.name)
        sheet.freeze_panes = "A2"
        for index in range(len(page.header)):
            sheet.column_dimensions[get_column_letter(index + 1)].width = page.width

        def cell(text: str, *, bold: bool = False, sheet: object = sheet) -> WriteOnlyCell:
            made = WriteOnlyCell(sheet, harmless(text)[:LONGEST_IN_EXCEL])
            # As text, also what looks like a number: a postcode, a telephone number.
            made.data_type, made.number_format = "s", "@"
            made.alignment = Alignment(vertical="top", wrap_text=not bold)
            if bold:
                made.font = Font(bold=True)
            return made

        sheet.append([cell(name, bold=True) for name in page.header])
        for row in page.rows:
            sheet.append([cell(text) if text else None for text in row])
    book.save(file)


def _ods(file: IO[bytes], pages: Sequence[Page]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        packed.writestr("META-INF/manifest.xml", _MANIFEST)
        with (
            packed.open("content.xml", "w", force_zip64=True) as content,
            etree.xmlfile(content, encoding="UTF-8") as xml,
        ):
            _content(xml, pages)


_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS.decode()}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _content(xml: Any, pages: Sequence[Page]) -> None:
    office, table, style, fo = (f"{{{NS[name]}}}" for name in ("office", "table", "style", "fo"))
    with xml.element(f"{office}document-content", {f"{office}version": "1.3"}, nsmap=NS):
        with xml.element(f"{office}automatic-styles"):
            bold = etree.Element(
                f"{style}style", {f"{style}name": "name", f"{style}family": "table-cell"}
            )
            etree.SubElement(bold, f"{style}text-properties", {f"{fo}font-weight": "bold"})
            xml.write(bold)
            column = etree.Element(
                f"{style}style", {f"{style}name": "column", f"{style}family": "table-column"}
            )
            width = {f"{style}column-width": "5cm"}
            etree.SubElement(column, f"{style}table-column-properties", width)
            xml.write(column)
        with xml.element(f"{office}body"), xml.element(f"{office}spreadsheet"):
            for page in pages:
                with xml.element(f"{table}table", {f"{table}name": page.name}):
                    columns = {
                        f"{table}style-name": "column",
                        f"{table}number-columns-repeated": str(len(page.header)),
                    }
                    xml.write(etree.Element(f"{table}table-column", columns))
                    xml.write(_ods_row(page.header, "name"))
                    for row in page.rows:
                        xml.write(_ods_row(row))


def _ods_row(cells: Iterable[str], style: str = "") -> Any:
    office, table, text = (f"{{{NS[name]}}}" for name in ("office", "table", "text"))
    row = etree.Element(f"{table}table-row")
    for value in cells:
        cell = etree.SubElement(row, f"{table}table-cell")
        if style:
            cell.set(f"{table}style-name", style)
        if value:
            cell.set(f"{office}value-type", "string")
            for line in harmless(value).split("\n"):
                _paragraph(etree.SubElement(cell, f"{text}p"), line)
    return row


def _paragraph(element: Any, line: str) -> None:
    """Spaces and tabs by elements of their own: a reader makes one space of several."""
    text = f"{{{NS['text']}}}"
    element.text = ""
    last = None
    for place, character in enumerate(line):
        if character == "\t":
            last = etree.SubElement(element, f"{text}tab")
        elif character == " " and (place == 0 or line[place - 1] == " "):
            last = etree.SubElement(element, f"{text}s")
        elif last is None:
            element.text += character
        else:
            last.tail = (last.tail or "") + character
