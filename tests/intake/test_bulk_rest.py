"""What was not brought in comes back, to mend and send again; nothing is lost meanwhile."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from participatie.core import clock
from participatie.core.formulas import as_it_was, harmless
from participatie.intake.bulk.models import Import, RowState
from participatie.intake.bulk.tables.opening import Kind, opened, rows
from participatie.intake.bulk.tables.writing import Page, write
from participatie.intake.bulk.tasks import KEPT_FOR, remove_old_imports
from participatie.pipeline.models import Contribution
from tests import builders
from tests.intake import bulk_table as tables
from tests.intake.desk_form import clerk_client

pytestmark = pytest.mark.django_db
EVIL = ["=1+1", "+31612345678", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "'s avonds", "gewoon"]


def fetched(source):
    """What the clerk gets for the rows that were not brought in."""
    answer = clerk_client().post(f"/balie/inlezen/{source.pk}/rest/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_rest_of_a_csv_has_its_columns_with_the_reason_in_front():
    source = tables.brought_in(
        tables.as_csv(tables.HEADER, tables.row(1), tables.row(2, Kanaal="duif"))
    )

    content = fetched(source).decode("utf-8-sig")

    header, line = csv.reader(io.StringIO(content), delimiter=";")
    assert header == ["Niet ingelezen omdat", "Rij in de tabel die is gestuurd", *tables.HEADER]
    assert line[0].startswith("Kanaal: Dit is geen kanaal.")
    assert line[1:4] == ["3", "Z-2", "2026-11-01"]


def test_the_rest_of_a_workbook_is_a_workbook_without_formulas():
    text = '=HYPERLINK("https://kwaad.example")'
    book = tables.workbook(tables.HEADER, tables.row(1, Kanaal="duif"))
    # A text, not a formula: as it is when somebody typed it with an apostrophe in front.
    book.active["D2"].value = text
    book.active["D2"].data_type = "s"

    content = fetched(tables.checked(tables.as_xlsx(book)))

    cells = {
        cell.value: cell.data_type
        for row in load_workbook(io.BytesIO(content)).active
        for cell in row
    }
    assert cells["'" + text] == "s"
    assert "f" not in cells.values()


@pytest.mark.parametrize("kind", Kind)
def test_what_was_mended_comes_in_and_the_rest_is_told_as_in(kind):
    questions = [builders.OPINION]
    to = builders.consultation(questions=questions)
    text = "=2+2 is vier, zei zij.\n\nEn  toen?"
    lines = [tables.HEADER, tables.row(1), tables.row(2, Tekst=text, Kanaal="duif")]
    content = io.BytesIO()
    write(kind, content, [Page("Reacties", lines[0], lines[1:])])
    # Written by another system, it would not have our apostrophe; here it stands for itself.
    first = tables.brought_in(SimpleUploadedFile("reacties.x", content.getvalue()), to=to)

    mended = fetched(first).replace(b"duif", b"post")
    if kind is not Kind.CSV:
        mended = _replaced(kind, fetched(first), "duif", "post")
    second = tables.brought_in(SimpleUploadedFile("reacties-rest.x", mended), to=to)

    assert second.tally()[RowState.ENTERED] == 1
    assert Contribution.objects.latest("pk").text == harmless(text)


def _replaced(kind, content, old, new):
    """The table with one word written otherwise."""
    with opened(io.BytesIO(content)) as (table, _kind):
        header, *lines = [row.cells for row in rows(table, table.sheets()[0].name)]
    written = io.BytesIO()
    lines = [[as_it_was(cell).replace(old, new) for cell in line] for line in lines]
    write(kind, written, [Page("Rest", header, lines)])
    return written.getvalue()


@pytest.mark.parametrize("kind", Kind)
def test_nothing_that_is_written_can_run_and_everything_comes_back_as_it_was(kind):
    written = io.BytesIO()

    write(kind, written, [Page("A", ["Een", "Twee"], [[text, "2"] for text in EVIL])])

    written.seek(0)
    with opened(written) as (table, found):
        _header, *lines = [row.cells[0] for row in rows(table, table.sheets()[0].name)]
    assert found == kind
    assert not [line for line in lines if line.startswith(("=", "+", "-", "@"))]
    assert [as_it_was(line) for line in lines] == [text.replace("\r", "\n") for text in EVIL]


def test_the_rest_is_kept_until_somebody_has_it_and_then_removed_after_a_while():
    source = tables.brought_in(
        tables.as_csv(tables.HEADER, tables.row(1), tables.row(2, Kanaal="duif"))
    )
    later = clock.now() + timedelta(days=400)
    with clock.at(later):
        remove_old_imports()
    assert Import.objects.get().removed_at is None

    fetched(source)
    with clock.at(clock.now() + KEPT_FOR - timedelta(days=1)):
        remove_old_imports()
    assert fetched(source)
    path = source.table.path
    with clock.at(clock.now() + KEPT_FOR + timedelta(minutes=1)):
        remove_old_imports()

    source = Import.objects.get()
    assert source.removed_at is not None
    assert source.rows.count() == 0
    assert source.looked is None
    assert source.tally()[RowState.ENTERED] == source.tally()[RowState.WRONG] == 1
    assert path
    assert Contribution.objects.count() == 1


def test_rows_that_came_in_are_kept_nowhere_else():
    source = tables.brought_in(tables.as_csv(tables.HEADER, tables.row()))

    assert source.rows.get().cells is None
    assert source.settled_at is not None


def test_what_is_counted_tells_nothing_of_what_somebody_wrote():
    header = [*tables.HEADER, "Medeondertekenaars", "Bijlagen"]
    line = [*tables.row(), "Piet Bakker; piet@", "Bakker.exe"]
    files = tables.as_zip({"Map/bakker.exe": b"MZ\x90\0\x03" + b"\0" * 99})

    source = tables.checked(tables.as_csv(header, line), archive=files)

    told = [said for _row, _column, said in tables.problems(source)]
    assert "“piet@” is geen e-mailadres" in told[0]
    assert len(source.found) == len(told) == 2
    assert "piet" not in str(source.found)
    assert "bakker" not in str(source.found)


def test_what_is_thrown_away_before_it_came_in_leaves_nothing(django_capture_on_commit_callbacks):
    source = tables.checked(tables.as_csv(tables.HEADER, tables.row()))
    storage, name = source.table.storage, source.table.name
    assert storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        clerk_client().post(f"/balie/inlezen/{source.pk}/weggooien/")

    assert not Import.objects.exists()
    assert not storage.exists(name)
