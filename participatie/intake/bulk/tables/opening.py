"""Opening a table by what is in the file, whatever it is called."""

import csv
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext as _
from lxml import etree

from participatie.intake.bulk.tables.csv_table import CsvTable
from participatie.intake.bulk.tables.ods import OdsTable
from participatie.intake.bulk.tables.rows import MOST_UNPACKED, Row, Table, UnreadableTable
from participatie.intake.bulk.tables.xlsx import XlsxTable

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"

AT_FIRST = 1 << 16
NOTHING = b"\xef\xbb\xbf \r\n\t\0;,"
"""Bytes that say nothing."""


class Kind(models.TextChoices):
    """The kinds of table that can be read and written."""

    XLSX = "xlsx", "Excel (.xlsx)"
    ODS = "ods", "OpenDocument (.ods)"
    CSV = "csv", "CSV (.csv)"


BROKEN = (
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    DefusedXmlException,
    etree.XMLSyntaxError,
    UnicodeError,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    RuntimeError,
    NotImplementedError,
)
"""What the readers raise for a file that is damaged."""


def recognise(file: IO[bytes]) -> Kind:
    """Which kind of table `file` is. Raises `UnreadableTable` with what to do instead."""
    file.seek(0)
    start = file.read(8)
    if start == OLD_OFFICE:
        raise UnreadableTable(_old_office(file))
    if start.startswith(b"PK"):
        return _packed(file)
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<?xml", b"<html")):
        raise UnreadableTable(_no_table())
    file.seek(0)
    if not file.read(AT_FIRST).strip(NOTHING):
        raise UnreadableTable(_("There is nothing in this file. Choose another one."))
    return Kind.CSV


@contextmanager
def opened(file: IO[bytes] | File[Any]) -> Iterator[tuple[Table, Kind]]:
    """The table in `file`, which stays open itself.

    Raises `UnreadableTable`, also when the damage is only met further on: read it in this block.
    """
    raw: Any = file.file if isinstance(file, File) else file
    kind = recognise(raw)
    readers: dict[Kind, Callable[[IO[bytes]], Table]] = {
        Kind.CSV: CsvTable,
        Kind.XLSX: XlsxTable,
        Kind.ODS: OdsTable,
    }
    with readable():
        table = readers[kind](raw)
    try:
        yield table, kind
    finally:
        table.close()


def rows(table: Table, sheet: str) -> Iterator[Row]:
    """The rows of a sheet. Raises `UnreadableTable` whatever is wrong with the file."""
    found = iter(table.rows(sheet))
    while True:
        with readable():
            row = next(found, None)
        if row is None:
            return
        yield row


@contextmanager
def readable() -> Iterator[None]:
    """Turns what a reader says of a damaged file into what a clerk can do about it."""
    try:
        yield
    except UnreadableTable:
        raise
    except BROKEN as error:
        raise UnreadableTable(
            _(
                "This file is damaged and cannot be read to the end. Open it in a spreadsheet "
                "program, save it again, and send that one."
            )
        ) from error


def _packed(file: IO[bytes]) -> Kind:
    file.seek(0)
    with readable(), zipfile.ZipFile(file) as packed:
        entries = {entry.filename: entry for entry in packed.infolist()}
        if sum(entry.file_size for entry in entries.values()) > MOST_UNPACKED:
            raise UnreadableTable(
                _(
                    "This file becomes too large when it is unpacked. Divide it into smaller "
                    "tables, and send those."
                )
            )
        if "xl/workbook.xml" in entries:
            return Kind.XLSX
        kind = entries.get("mimetype")
        if kind is not None and kind.file_size < 200 and packed.read("mimetype").startswith(ODS):
            manifest = entries.get("META-INF/manifest.xml")
            if manifest and b"encryption-data" in packed.read(manifest):
                raise UnreadableTable(_locked())
            return Kind.ODS
    raise UnreadableTable(
        _(
            "This is a ZIP, or a document, and not a table. Choose the table here, and the ZIP "
            "with the files in the box below it."
        )
    )


def _old_office(file: IO[bytes]) -> str:
    file.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in file.read():
        return _locked()
    return _(
        "This is a file of an old Excel (.xls). Open it, save it as “Excel workbook (.xlsx)”, "
        "and send that one."
    )


def _locked() -> str:
    return _(
        "This file is protected with a password. Open it, take the password off, save it, and "
        "send it again."
    )


def _no_table() -> str:
    return _("This is not a table. Choose a file of the kind CSV, XLSX or ODS.")
