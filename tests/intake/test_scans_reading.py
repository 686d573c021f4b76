"""A stack is read page by page: what stands on it is proposed, and nothing is ever removed."""

import time
from datetime import date, timedelta

import psutil
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from participatie.core import clock, drawing
from participatie.core.files import UnacceptableFile
from participatie.core.models import AlgorithmSwitch
from participatie.intake.paper import form as paper_form
from participatie.intake.paper.codes import form_with
from participatie.intake.scans import reading, sheets, stacks, tasks, tesseract
from participatie.intake.scans.algorithms import DIVIDING
from participatie.intake.scans.models import Kind, Problem, Stack, State
from participatie.pipeline.models import StoredFile
from tests import builders, scanned
from tests.fixtures.not_run import NOT_RUN
from tests.intake.scan_room import SMALL, brought, read

pytestmark = pytest.mark.django_db
needs_osd = pytest.mark.skipif(
    "osd" not in tesseract.languages(), reason=f"{NOT_RUN}tesseract-ocr-osd is not installed"
)


@pytest.fixture
def without_osd(monkeypatch):
    """Which side is up is not asked: it takes a second for each page."""
    monkeypatch.setattr(tesseract, "languages", frozenset)


@needs_osd
def test_a_sheet_a_blank_back_and_a_page_upside_down_are_recognised():
    sheet = sheets.document(1, None, None)
    letter = scanned.as_pdf([scanned.page(), scanned.blank(), scanned.page().rotate(180)])
    pages = read(stack := brought(scanned.joined([sheet, letter])))
    assert [page.kind for page in pages] == [Kind.SHEET, Kind.PAGE, Kind.BLANK, Kind.PAGE]
    assert [page.left_out for page in pages] == [True, False, True, False]
    assert [page.begins for page in pages] == [False, True, False, False]
    assert [page.turn for page in pages] == [0, 0, 0, 180]
    assert stack.state == State.TO_DIVIDE


@needs_osd
def test_a_page_on_its_side_is_turned_the_right_way():
    sideways = drawing.turned(scanned.page(), 90)
    assert [page.turn for page in read(brought(scanned.as_pdf([sideways])))] == [270]


def test_without_tesseract_pages_stay_as_they_lie(without_osd):
    pages = read(brought(scanned.as_pdf([scanned.page().rotate(180)])))
    assert [(page.kind, page.turn) for page in pages] == [(Kind.PAGE, 0)]


def test_one_word_by_hand_is_not_a_blank_page(without_osd):
    pages = read(brought(scanned.as_pdf([scanned.page("Akkoord"), scanned.blank()])))
    assert [page.kind for page in pages] == [Kind.PAGE, Kind.BLANK]


def test_a_scanned_sheet_says_what_was_printed_on_it(without_osd):
    consultation = builders.consultation()
    printed = sheets.document(1, consultation, date(2026, 3, 12))
    # Printed, laid in the scanner the other way round, and not quite straight.
    picture = pypdfium2.PdfDocument(printed)[0].render(scale=150 / 72).to_pil()
    askew = picture.rotate(183, fillcolor=scanned.PAPER)
    [page] = read(brought(scanned.as_pdf([askew])))
    assert page.kind == Kind.SHEET
    assert sheets.read(page.code) == sheets.Sheet(consultation.prefix, date(2026, 3, 12))


def test_a_returned_paper_form_names_its_questions_and_begins_a_letter(without_osd):
    consultation = builders.consultation()
    filled_in = paper_form.document(consultation.form)
    pages = read(brought(scanned.joined([scanned.as_pdf([scanned.page()]), filled_in])))
    assert form_with(pages[1].code) == consultation.form
    assert [page.number for page in pages if page.begins] == [1, 2]


def test_while_it_is_switched_off_nothing_is_proposed():
    AlgorithmSwitch.objects.create(
        slug=DIVIDING.slug, is_on=False, reason="Proef", by=builders.staff(), at=clock.now()
    )
    parts = [sheets.document(1, None, None), scanned.as_pdf([scanned.blank()])]
    pages = read(brought(scanned.joined(parts)))
    assert {(page.kind, page.left_out) for page in pages} == {(Kind.PAGE, False)}
    assert [page.begins for page in pages] == [True, False]


def test_pictures_are_pages_in_the_order_of_their_names(without_osd):
    content = [scanned.as_picture(scanned.page(word, size=SMALL)) for word in ("Aap", "Bok", "Das")]
    names = ["scan 10.jpg", "scan 2.jpg", "scan 1.png"]
    content[2] = scanned.as_picture(scanned.page("Das", size=SMALL), "PNG")
    pages = read(brought(*content, names=names))
    assert [page.source.file.name for page in pages] == ["scan 1.png", "scan 2.jpg", "scan 10.jpg"]
    assert [page.begins for page in pages] == [True, False, False]


def test_each_of_several_documents_begins_a_letter(without_osd):
    one = scanned.as_pdf([scanned.page(size=SMALL)] * 2, dots=50)
    assert [page.begins for page in read(brought(one, one))] == [True, False, True, False]


def test_a_killed_worker_goes_on_where_it_was_and_no_page_is_there_twice(without_osd, monkeypatch):
    stack = brought(scanned.as_pdf([scanned.page(str(n), size=SMALL) for n in range(5)], dots=50))
    look, seen = reading._look, []

    def killed_at_the_third(page, drawn):
        seen.append(page.number)
        if len(seen) == 3:
            raise KeyboardInterrupt
        look(page, drawn)

    monkeypatch.setattr(reading, "_look", killed_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        read(stack)
    assert stack.pages.count() == 2
    pages = read(stack)
    assert seen == [1, 2, 3, 3, 4, 5]
    assert [page.number for page in pages] == [1, 2, 3, 4, 5]
    assert len({page.picture.name for page in pages}) == 5
    assert stack.state == State.TO_DIVIDE


def test_a_stack_that_stands_still_is_taken_up_again(without_osd, monkeypatch):
    stack = brought(scanned.as_pdf([scanned.page(size=SMALL)], dots=50))
    deferred = []
    monkeypatch.setattr(tasks.read_stack, "defer", lambda **given: deferred.append(given))
    tasks.go_on_reading()
    assert deferred == []
    Stack.objects.update(read_at=clock.now() - tasks.STANDS_STILL - timedelta(seconds=1))
    tasks.go_on_reading()
    tasks.go_on_reading()
    assert deferred == [{"stack_id": str(stack.pk)}]


def test_reading_gives_others_their_turn(without_osd, monkeypatch):
    stack = brought(scanned.as_pdf([scanned.page(size=SMALL)] * 3, dots=50))
    deferred = []
    monkeypatch.setattr(tasks.read_stack, "defer", lambda **given: deferred.append(given))
    monkeypatch.setattr(reading, "AT_A_TIME", 0)
    monkeypatch.setattr(
        reading, "read_some", lambda pk, some=reading.read_some: some(pk, seconds=0)
    )
    tasks.read_stack(stack_id=str(stack.pk))
    assert deferred == [{"stack_id": str(stack.pk)}]


def test_three_hundred_pages_are_read_without_the_memory_growing(without_osd, monkeypatch):
    drawn = [
        scanned.blank(size=SMALL) if n % 3 == 1 else scanned.page(f"Blad {n}", size=SMALL)
        for n in range(12)
    ]
    stack = brought(scanned.joined([scanned.as_pdf(drawn)] * 25))
    look, memory, process = reading._look, [], psutil.Process()

    def measured(page, picture):
        memory.append(process.memory_info().rss)
        look(page, picture)

    monkeypatch.setattr(reading, "_look", measured)
    pages = read(stack)
    assert len(pages) == 300
    assert sum(page.kind == Kind.BLANK for page in pages) == 100
    assert max(memory) - memory[30] < 30_000_000


def test_a_locked_document_is_kept_and_said_to_be_locked():
    writer = PdfWriter(clone_from=PdfReader(_stream(scanned.as_pdf([scanned.page(size=SMALL)]))))
    writer.encrypt("geheim", algorithm="AES-256")
    assert _problem(_written(writer)) == Problem.LOCKED


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 5000])
def test_a_broken_document_is_kept_and_said_to_be_broken(content):
    assert _problem(content) == Problem.BROKEN


def _problem(content):
    stack = brought(content)
    assert read(stack) == []
    assert stack.state == State.UNREADABLE
    [file] = stack.files.all()
    with file.file.content.open() as kept:
        assert kept.read() == content
    return file.problem


def test_a_broken_file_does_not_hold_up_the_others(without_osd):
    stack = brought(b"%PDF-1.7\n", scanned.as_pdf([scanned.page(size=SMALL)], dots=50))
    assert len(read(stack)) == 1
    assert stack.state == State.TO_DIVIDE


def test_a_file_of_one_byte_is_refused_and_nothing_is_kept():
    with pytest.raises(UnacceptableFile):
        brought(scanned.as_pdf([scanned.page(size=SMALL)]), b"%")
    assert not Stack.objects.exists()
    assert not StoredFile.objects.exists()


def test_more_than_fits_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(stacks, "MOST_BYTES", 1024**2)
    with pytest.raises(UnacceptableFile, match="in twee delen"):
        brought(b"%PDF-1.7" + b"0" * 2 * 1024**2)


def test_a_page_of_two_metres_is_drawn_no_larger_than_others(without_osd):
    document = pypdfium2.PdfDocument.new()
    document.new_page(2000 / 25.4 * 72, 600)
    document.new_page(595, 842)
    wide = scanned.BytesIO()
    document.save(wide)
    began = time.monotonic()
    pages = read(brought(wide.getvalue()))
    assert time.monotonic() - began < 10
    assert [page.kind for page in pages] == [Kind.BLANK, Kind.BLANK]
    picture = drawing.draw(reading.path_of(pages[0].source), 0, is_pdf=True)
    assert max(picture.size) <= drawing.LONGEST


def test_a_picture_that_would_fill_the_memory_is_not_opened(without_osd, monkeypatch):
    monkeypatch.setattr(drawing, "MOST_PIXELS", 100_000)
    large = scanned.page(size=SMALL)
    pages = read(
        brought(
            scanned.as_pdf([large], dots=50), scanned.as_picture(large), names=["a.pdf", "b.jpg"]
        )
    )
    assert [page.kind for page in pages] == [Kind.UNREADABLE]


def _stream(content):
    return scanned.BytesIO(content)


def _written(writer):
    made = scanned.BytesIO()
    writer.write(made)
    return made.getvalue()
