"""The ZIP with files: looked at with suspicion; a row with a file that is not right stays out."""

import io
import stat
import tracemalloc
import warnings
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participatie.accounts.roles import Role
from participatie.intake.bulk import acts, archives
from participatie.intake.bulk.archives import UnsafeArchive
from participatie.intake.bulk.models import Import, Stage
from participatie.pipeline.models import Contribution, StoredFile
from tests import builders
from tests.intake import bulk_table as tables
from tests.intake.desk_form import PDF

pytestmark = pytest.mark.django_db
HEADER = (*tables.HEADER, "Bijlagen")


def told(files, *names):
    """What is said of a row that names these files."""
    table = tables.as_csv(HEADER, [*tables.row(), "; ".join(names)])
    source = tables.checked(table, archive=files)
    assert {column for _row, column, _said in tables.problems(source)} <= {"Bijlagen"}
    return [said for _row, _column, said in tables.problems(source)]


def zip_with(*entries):
    """A ZIP with these entries as they are, (name, content, mode)."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data, mode in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            packed.writestr(info, data)
    return SimpleUploadedFile("bestanden.zip", content.getvalue())


def test_a_file_that_is_in_the_zip_is_right():
    assert told(tables.as_zip({"Brief.pdf": PDF}), "brief.PDF") == []


def test_a_file_that_is_not_there_is_told_by_name():
    table = tables.as_csv(HEADER, [*tables.row(), "kaart.pdf"])

    source = tables.checked(table, archive=tables.as_zip({"brief.pdf": PDF}))

    assert source.rows.get().problems == [[6, "Dit bestand zit niet in de ZIP.", "kaart.pdf"]]


def test_without_a_zip_that_is_told():
    assert told(None, "kaart.pdf") == ["Er is geen ZIP met bestanden meegestuurd."]


@pytest.mark.parametrize(
    "name", ["../../x.pdf", "/etc/x.pdf", "a/../../x.pdf", "..\\x.pdf", "C:\\x.pdf"]
)
def test_a_path_that_leads_out_of_the_folder_is_left_alone(name):
    files = zip_with((name, PDF, 0o644))

    assert told(files, name) == ["Dit bestand zit niet in de ZIP."]
    files.seek(0)
    assert told(files, "x.pdf") == ["Dit bestand zit niet in de ZIP."]


def test_a_path_of_very_many_folders_takes_no_more_memory_than_its_length():
    files = zip_with(("a/" * 30_000 + "x.pdf", PDF, 0o644))
    tracemalloc.start()

    said = told(files, "x.pdf")

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said == []
    assert most < 50_000_000


def test_a_link_in_the_zip_is_not_followed():
    files = zip_with(("x.pdf", b"/etc/passwd", stat.S_IFLNK | 0o777))

    assert told(files, "x.pdf") == ["Dit bestand zit niet in de ZIP."]


def test_two_files_of_the_same_name_are_told_apart_by_their_folder():
    files = tables.as_zip({"een/x.pdf": PDF, "twee/x.pdf": PDF})

    assert "Meer bestanden in de ZIP heten zo" in told(files, "x.pdf")[0]
    files.seek(0)
    assert told(files, "twee/x.pdf") == []


def test_two_files_in_the_same_place_are_not_guessed_between():
    files = zip_with(("x.pdf", PDF, 0o644), ("x.pdf", b"%PDF-1.4 anders", 0o644))

    assert "Meer bestanden in de ZIP heten zo" in told(files, "x.pdf")[0]


def test_a_file_is_judged_by_what_is_in_it():
    [said] = told(tables.as_zip({"brief.pdf": b"MZ\x90\0\x03" + b"\0" * 99}), "brief.pdf")

    assert "PDF, JPEG, PNG, ODT, DOCX of TXT" in said


def test_a_zip_bomb_is_not_opened():
    with pytest.raises(UnsafeArchive, match="veel groter dan bestanden normaal doen"):
        tables.sent(
            tables.as_csv(HEADER, tables.row()),
            archive=tables.as_zip({"x.txt": b"0" * 50_000_000}),
        )


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks(monkeypatch, settings):
    settings.MAX_UPLOAD_BYTES = 100_000
    monkeypatch.setattr(archives, "_is_suspect", lambda entry: False)
    files = tables.as_zip({"x.txt": b"0" * 3_000_000})

    assert told(files, "x.txt") == ["Dit bestand is te groot. Het mag hoogstens 25 MB zijn."]


def test_too_many_files_or_bytes_are_refused(monkeypatch):
    table = tables.as_csv(HEADER, tables.row())
    monkeypatch.setattr(archives, "MOST_FILES", 2)
    with pytest.raises(UnsafeArchive, match="3 bestanden"):
        tables.sent(table, archive=tables.as_zip(dict.fromkeys("abc", b"x")))
    monkeypatch.setattr(archives, "MOST_UNPACKED", 10)
    with pytest.raises(UnsafeArchive, match="veel groter"):
        tables.sent(table, archive=tables.as_zip({"a": b"x" * 11}))


def test_what_is_no_zip_is_refused():
    with pytest.raises(UnsafeArchive, match="geen ZIP"):
        tables.sent(
            tables.as_csv(HEADER, tables.row()),
            archive=SimpleUploadedFile("x.zip", b"Rar!\x1a\x07"),
        )


def test_a_locked_or_damaged_file_in_the_zip_is_told():
    good = tables.as_zip({"x.txt": b"tekst " * 50}).read()
    locked = bytearray(good)
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    damaged = bytearray(good)
    damaged[40] ^= 0xFF

    assert told(SimpleUploadedFile("x.zip", bytes(locked)), "x.txt")[0].startswith(
        "Dit bestand zit op slot in de ZIP"
    )
    assert told(SimpleUploadedFile("x.zip", bytes(damaged)), "x.txt") == [
        "Dit bestand is beschadigd in de ZIP."
    ]


def test_files_of_a_row_that_is_in_already_leave_nothing_behind():
    table = [HEADER, [*tables.row(), "brief.pdf"]]
    files = tables.as_zip({"brief.pdf": PDF})
    both = [tables.checked(tables.as_csv(*table), archive=files) for _time in range(2)]
    for source in both:
        acts.bring_in(source, actor=builders.staff(Role.CLERK))
    for source in both:
        tables.worked(Import.objects.get(pk=source.pk), Stage.ENTERING)

    assert Contribution.objects.count() == 1
    assert StoredFile.objects.count() == 1
