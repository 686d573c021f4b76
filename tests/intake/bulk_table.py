"""Tables as other systems and typing bureaus make them, and the way they go."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from participatie.accounts.roles import Role
from participatie.intake.bulk import acts
from participatie.intake.bulk.models import AT_WORK, Import, Stage
from participatie.intake.bulk.returning import name_of
from participatie.intake.bulk.tasks import work
from participatie.pipeline.models import Consultation
from tests import builders

HEADER = ("Kenmerk", "Ontvangen op", "Kanaal", "Tekst", "Naam", "E-mailadres")


def row(number: int = 1, **over: str) -> list[str]:
    """A row of `HEADER` that can be brought in."""
    values = {
        "Kenmerk": f"Z-{number}",
        "Ontvangen op": "1-11-2026",
        "Kanaal": "brief",
        "Tekst": f"Brief {number}: de bomen moeten blijven.",
        "Naam": f"Indiener {number}",
        "E-mailadres": f"indiener{number}@voorbeeld.example",
    }
    return list((values | over).values())


def rows(count: int) -> list[list[str]]:
    """So many rows that can be brought in."""
    return [row(number) for number in range(1, count + 1)]


def as_csv(
    *lines: Sequence[str], delimiter: str = ";", encoding: str = "utf-8-sig"
) -> SimpleUploadedFile:
    """A CSV with these lines, the names of the columns first."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(lines)
    return SimpleUploadedFile("reacties.csv", text.getvalue().encode(encoding))


def as_xlsx(book: Workbook, name: str = "reacties.xlsx") -> SimpleUploadedFile:
    """An Excel workbook as a file."""
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def workbook(*lines: Sequence[Any]) -> Workbook:
    """A workbook of one sheet with these lines."""
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    return book


OFFICE = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def as_ods(body: str, styles: str = "", manifest: str = "<manifest/>") -> SimpleUploadedFile:
    """An OpenDocument spreadsheet with these tables, written out as XML."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {OFFICE}>'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return SimpleUploadedFile("reacties.ods", content.getvalue())


def ods_row(*cells: str, more: str = "") -> str:
    """A row of texts."""
    filled = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f"<table:table-row{more}>{filled}</table:table-row>"


def as_zip(files: Mapping[str, bytes] | Iterable[tuple[Any, bytes]]) -> SimpleUploadedFile:
    """A ZIP of files by their names."""
    pairs = files.items() if isinstance(files, Mapping) else files
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in pairs:
            packed.writestr(name, data)
    return SimpleUploadedFile("bestanden.zip", content.getvalue())


def sent(table: SimpleUploadedFile, to: Consultation | None = None, **over: Any) -> Import:
    """The table as it is sent by a clerk."""
    to = to or Consultation.objects.first() or builders.consultation()
    return acts.send(to, actor=builders.staff(Role.CLERK), table=table, **over)


def checked(table: SimpleUploadedFile, **over: Any) -> Import:
    """The table after its columns were confirmed as proposed, and all its rows were checked."""
    source = sent(table, **over)
    source = acts.confirm(source, columns=source.columns, defaults=source.defaults)
    return worked(source, Stage.CHECKING)


def brought_in(table: SimpleUploadedFile, **over: Any) -> Import:
    """The table after all its rows that are right were brought in."""
    source = acts.bring_in(checked(table, **over), actor=builders.staff(Role.CLERK))
    return worked(source, Stage.ENTERING)


def worked(source: Import, stage: Stage) -> Import:
    """The table after the worker took all the turns that this stage needs."""
    assert stage in AT_WORK
    while source.stage == stage:
        work(import_id=str(source.pk))
        source = Import.objects.get(pk=source.pk)
    return source


def problems(source: Import) -> list[tuple[int, str, str]]:
    """(row, name of the column, what is wrong) of everything that was found."""
    return [
        (row.number, "" if place is None else name_of(source.header, place), message)
        for row in source.rows.order_by("number")
        for place, message, _quote in row.problems or []
    ]


def texts(source: Import, column: str = "Tekst") -> list[str]:
    """What was read in one column, in order."""
    place = source.header.index(column)
    return [row.cells[place] for row in source.rows.order_by("number")]
