"""Tables as they really come: every kind of damage is read all the same, or told."""

import codecs
import io
import re
import zipfile
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from participatie.intake.bulk.models import RowState, Stage
from participatie.intake.bulk.tables.rows import UnreadableTable
from tests.intake import bulk_table as tables
from tests.intake.desk_form import PDF

pytestmark = pytest.mark.django_db
PLAIN = ("Ontvangen op", "Kanaal", "Tekst")
MERGED = "Deze cel is samengevoegd"


def read(table):
    """[(day, door, text)] as they were understood; nothing may be wrong."""
    source = tables.checked(table)
    assert tables.problems(source) == []
    return [tuple(row.cells) for row in source.rows.order_by("number")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_whatever_separates_the_columns_and_spells_the_letters(delimiter, encoding):
    lines = [PLAIN, ("1-11-2026", "brief", "Café, één; “brug” | €")]

    table = tables.as_csv(*lines, delimiter=delimiter, encoding=encoding)

    assert read(table) == [("2026-11-01", "brief", "Café, één; “brug” | €")]


def test_a_first_line_that_says_what_separates_the_columns_is_no_row():
    table = SimpleUploadedFile("x.csv", b"sep=;\r\nontvangen;kanaal;tekst\r\n1-11-2026;post;Ja\r\n")

    assert read(table) == [("2026-11-01", "post", "Ja")]


def test_quotation_marks_and_line_ends_in_a_text_stay():
    text = 'Zij zei: "nee".\n\nEn toen; niets.'

    assert read(tables.as_csv(PLAIN, ("1-11-2026", "brief", text)))[0][2] == text


def test_a_quotation_mark_that_is_never_closed_swallows_no_row_unseen():
    content = (
        'ontvangen;kanaal;tekst\n1-11-2026;brief;Eén\n1-11-2026;brief;"Twee\n1-11-2026;brief;Drie\n'
    )

    source = tables.checked(SimpleUploadedFile("x.csv", content.encode()))

    [(row, column, said)] = tables.problems(source)
    assert (row, column) == (3, "tekst")
    assert said.startswith("Hier begint een aanhalingsteken dat nergens wordt gesloten")


def test_a_text_that_was_cut_in_two_by_a_separator_is_told():
    content = "ontvangen;kanaal;tekst\n1-11-2026;brief;Bomen; en struiken\n"

    source = tables.checked(SimpleUploadedFile("x.csv", content.encode()))

    assert "achter de laatste kolom" in tables.problems(source)[0][2]


@pytest.mark.parametrize(
    "written",
    ["12-3-2026", "12/03/2026", "12.3.26", "12032026", "2026-03-12", "12 maart 2026",
     "do 12 mrt 2026", "12 March 2026", "2026-03-12T00:00:00", "12-3-2026 14:30",
     "12-3-2026 om 14.30 uur",
     "46093", "46093.6041666667"],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(written):
    [(day, _door, _text)] = read(tables.as_csv(PLAIN, (written, "brief", "Bomen.")))

    assert day[:10] == "2026-03-12"


@pytest.mark.parametrize("written", ["12-13-2026", "3/25/2026", "gisteren", "0", "99999999999"])
def test_what_is_no_day_is_told_with_what_stands_there(written):
    source = tables.checked(tables.as_csv(PLAIN, (written, "brief", "Bomen.")))

    assert source.rows.get().problems == [
        [0, "Dit is geen dag. Schrijf het zoals 12-3-2026.", written]
    ]


def test_a_day_that_cannot_be_is_told_as_it_was_typed():
    source = tables.checked(tables.as_csv(PLAIN, ("1-12-2099", "brief", "Bomen.")))

    [[_place, _said, quote]] = source.rows.get().problems
    assert quote == "1-12-2099"


def test_days_of_a_workbook_that_begins_in_1904_are_the_same_days():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(PLAIN)
    book.active.append([datetime(2026, 3, 12, 14, 30), "brief", "Als dag."])  # noqa: DTZ001 - cells know no zone
    # 12 March 2026, as a bare number of days since 1904.
    book.active.append([44631, "brief", "Als getal."])

    days = [row[0][:10] for row in read(tables.as_xlsx(book))]

    assert days == ["2026-03-12", "2026-03-12"]


def test_a_number_a_day_and_yes_in_a_workbook_are_read_as_people_see_them():
    book = tables.workbook(
        (*PLAIN, "Telefoon", "Naam", "Naam openbaar"),
        (date(2026, 3, 12), "brief", 12.0, 612345678, "Jan", True),
    )

    assert read(tables.as_xlsx(book)) == [("2026-03-12", "brief", "12", "612345678", "Jan", "ja")]


def with_results(book, results):
    """The workbook with the results of its formulas kept in it, as Excel does."""
    source, content = io.BytesIO(), io.BytesIO()
    book.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                for formula, result in results.items():
                    found = re.compile(rf"<f>{re.escape(formula)}</f><v\s*/?>(</v>)?".encode())
                    data, times = found.subn(f"<f>{formula}</f><v>{result}</v>".encode(), data)
                    assert times == 1
            new.writestr(entry, data)
    return SimpleUploadedFile("reacties.xlsx", content.getvalue())


def test_of_a_formula_the_result_counts_and_without_one_it_is_told():
    book = tables.workbook(PLAIN, ["1-11-2026", "brief", "=1+1"], ["1-11-2026", "brief", "=2+2"])

    source = tables.checked(with_results(book, {"1+1": 2}))

    assert tables.texts(source) == ["2", ""]
    [(row, column, said)] = tables.problems(source)
    assert (row, column) == (3, "Tekst")
    assert said.startswith("Hier staat een formule waarvan de uitkomst niet is bewaard")


def test_merged_cells_are_told_at_every_row_they_cover():
    book = tables.workbook(PLAIN, *[["1-11-2026", "brief", f"Brief {n}"] for n in range(4)])
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("E5:F5")

    source = tables.checked(tables.as_xlsx(book))

    found = [(row, column) for row, column, said in tables.problems(source) if MERGED in said]
    assert found == [(3, "Ontvangen op"), (4, "Ontvangen op")]


def test_a_tall_merged_cell_hides_no_merged_cells_beside_it():
    book = tables.workbook(PLAIN, *[["1-11-2026", "brief", f"Brief {n}"] for n in range(5)])
    book.active.merge_cells("C2:C5")
    book.active.merge_cells("A3:A4")

    source = tables.checked(tables.as_xlsx(book))

    found = {(row, column) for row, column, said in tables.problems(source) if MERGED in said}
    assert found == {
        *((row, "Tekst") for row in (2, 3, 4, 5)),
        *((row, "Ontvangen op") for row in (3, 4)),
    }


def test_merged_cells_of_opendocument_are_told_too():
    merged = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2" '
        'office:value-type="date" office:date-value="2026-11-01"/>{}</table:table-row>'
        "<table:table-row><table:covered-table-cell/>{}</table:table-row>"
    )
    cells = (
        '<table:table-cell office:value-type="string"><text:p>brief</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>Ja</text:p></table:table-cell>'
    )
    rows = tables.ods_row(*PLAIN) + merged.format(cells, cells)
    body = f'<table:table table:name="A">{rows}</table:table>'

    source = tables.checked(tables.as_ods(body))

    assert [(row, said[:24]) for row, _column, said in tables.problems(source)] == [
        (2, MERGED),
        (3, MERGED),
    ]


def test_opendocument_is_read_with_spaces_lines_notes_days_and_rows_that_repeat():
    body = (
        f'<table:table table:name="A">{tables.ods_row(*PLAIN)}'
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell office:value-type="date" office:date-value="2026-11-01"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>van wie?</text:p>'
        "</office:annotation><text:p>brief</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>Een<text:s text:c="2"/>regel</text:p>'
        "<text:p>en <text:span>nog</text:span> een</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="16381"/>'
        "</table:table-row></table:table>"
    )

    source = tables.checked(tables.as_ods(body))

    assert tables.texts(source) == ["Een  regel\nen nog een"] * 2
    assert [row.state for row in source.rows.all()] == [RowState.VALID, RowState.DOUBLE]


def test_a_million_empty_rows_are_no_rows_and_take_no_time():
    empty = tables.ods_row("", more=' table:number-rows-repeated="1000000"')
    line = tables.ods_row("1-11-2026", "brief", "Ja")
    body = f'<table:table table:name="A">{tables.ods_row(*PLAIN)}{empty}{line}{empty}</table:table>'

    source = tables.checked(tables.as_ods(body))

    assert [row.number for row in source.rows.all()] == [1_000_002]


def test_a_row_that_stands_a_million_times_in_the_file_is_refused():
    line = tables.ods_row("1-11-2026", "brief", "Ja", more=' table:number-rows-repeated="1000000"')
    body = f'<table:table table:name="A">{tables.ods_row(*PLAIN)}{line}</table:table>'

    with pytest.raises(UnreadableTable, match="1000000 keer achter elkaar"):
        tables.sent(tables.as_ods(body))


def test_empty_rows_between_others_are_passed_over_and_rows_keep_their_numbers():
    lines = [PLAIN, (), ("", "", ""), ("1-11-2026", "brief", "Ja"), ()]

    source = tables.checked(tables.as_csv(*lines))

    assert [row.number for row in source.rows.all()] == [4]


def test_two_hundred_columns_are_read_and_more_than_five_hundred_refused():
    names = [f"Veld {number}" for number in range(197)]
    wide = tables.as_csv((*PLAIN, *names), ("1-11-2026", "brief", "Ja", *names))

    assert len(read(wide)[0]) == 200
    with pytest.raises(UnreadableTable, match="600 kolommen"):
        tables.sent(tables.as_csv([f"Veld {number}" for number in range(600)]))


def test_of_several_sheets_the_one_with_known_columns_is_taken_and_never_a_hidden_one():
    book = tables.workbook(("Wat", "Uitleg"), ("Tekst", "Wat iemand zegt"))
    meant = book.create_sheet("Brieven")
    hidden = book.create_sheet("Oud")
    for sheet, said in ((meant, "Ja"), (hidden, "Nee")):
        sheet.append(PLAIN)
        sheet.append(("1-11-2026", "brief", said))
    hidden.append(("1-11-2026", "brief", "Nog een"))
    hidden.sheet_state = "veryHidden"

    source = tables.checked(tables.as_xlsx(book))

    assert source.sheet == "Brieven"
    assert tables.texts(source) == ["Ja"]


def test_a_hidden_sheet_of_opendocument_is_not_read():
    styles = (
        '<style:style style:name="weg" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    rows = tables.ods_row(*PLAIN) + tables.ods_row("1-11-2026", "brief", "{}")
    body = (
        f'<table:table table:name="Oud" table:style-name="weg">{rows.format("Nee")}</table:table>'
        f'<table:table table:name="Nieuw">{rows.format("Ja")}</table:table>'
    )

    assert tables.texts(tables.checked(tables.as_ods(body, styles))) == ["Ja"]


def test_names_of_columns_may_stand_lower_under_a_title():
    book = tables.workbook(("Export van 1 november",), (), PLAIN, ("1-11-2026", "brief", "Ja"))
    book.active.merge_cells("A1:C1")

    assert read(tables.as_xlsx(book)) == [("2026-11-01", "brief", "Ja")]


def test_a_table_with_the_wrong_ending_is_read_as_what_it_is():
    book = tables.workbook(PLAIN, ("1-11-2026", "brief", "Ja"))

    assert read(tables.as_xlsx(book, name="reacties.csv")) == [("2026-11-01", "brief", "Ja")]


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENCRYPTED = "<manifest xmlns:m='m'><m:encryption-data/></manifest>"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (LOCKED + "EncryptedPackage".encode("utf-16-le"), "beveiligd met een wachtwoord"),
        (tables.as_ods("", manifest=ENCRYPTED).read(), "beveiligd met een wachtwoord"),
        (LOCKED + "Workbook".encode("utf-16-le"), "een oude Excel"),
        (PDF, "Dit is geen tabel"),
        (tables.as_zip({"a.pdf": PDF}).read(), "Dit is een ZIP of een document"),
        (tables.as_xlsx(tables.workbook(PLAIN)).read()[:-300], "beschadigd"),
        (codecs.BOM_UTF8 + b"\r\n \r\n", "Er staat niets in dit bestand"),
        (tables.as_xlsx(Workbook()).read(), "Er staat niets in deze tabel"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(table, said):
    with pytest.raises(UnreadableTable, match=said):
        tables.sent(SimpleUploadedFile("reacties.csv", table))


def test_a_spreadsheet_that_grows_to_gigabytes_is_not_unpacked(monkeypatch):
    monkeypatch.setattr("participatie.intake.bulk.tables.opening.MOST_UNPACKED", 10_000)
    book = tables.workbook(PLAIN, *[("1-11-2026", "brief", "Ja")] * 1000)

    with pytest.raises(UnreadableTable, match="te groot als het wordt uitgepakt"):
        tables.sent(tables.as_xlsx(book))


def test_entities_in_a_spreadsheet_are_not_followed():
    body = '<table:table table:name="A">{}</table:table>'.format(
        tables.ods_row(*PLAIN) + tables.ods_row("1-11-2026", "brief", "a&bom;b")
    )
    table = tables.as_ods(body)
    source, content = io.BytesIO(table.read()), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(content, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            bomb = b'<!DOCTYPE x [<!ENTITY bom SYSTEM "file:///etc/passwd">]>'
            new.writestr(
                entry, data.replace(b'<?xml version="1.0"?>', b'<?xml version="1.0"?>' + bomb)
            )

    source = tables.checked(SimpleUploadedFile("x.ods", content.getvalue()))

    assert "root" not in tables.texts(source)[0]


def test_a_huge_cell_stops_the_reading_and_is_told():
    source = tables.checked(tables.as_csv(PLAIN, ("1-11-2026", "brief", "a" * 300_000)))
    assert "300000 tekens" in tables.problems(source)[0][2]

    with pytest.raises(UnreadableTable, match="Na rij 1 kan het bestand niet worden gelezen"):
        tables.sent(tables.as_csv(PLAIN, ("1-11-2026", "brief", "a" * 1_100_000)))


def test_nul_bytes_vanish_and_other_scripts_and_emoji_stay():
    text = "לא לגעת בעצים \N{RIGHT-TO-LEFT MARK}👩‍🌾🌳"

    assert read(tables.as_csv(PLAIN, ("1-11-2026", "brief", f"\0{text}\0")))[0][2] == text


def test_a_letter_that_windows_does_not_know_is_told():
    content = b"ontvangen;kanaal;tekst\n1-11-2026;brief;caf" + b"\x81\xe9\n"

    source = tables.checked(SimpleUploadedFile("x.csv", content))

    assert tables.problems(source)[0][2].startswith(
        "Een paar tekens in deze cel zijn niet te lezen"
    )


def test_only_names_of_columns_is_told():
    source = tables.checked(tables.as_csv(PLAIN))

    assert source.stage == Stage.UNREADABLE
    assert source.unreadable.startswith("Onder de kolomnamen staan geen rijen")
