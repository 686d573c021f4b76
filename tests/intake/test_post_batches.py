"""Print batches: which letters are in them, what is made of them, and what is noted."""

from dataclasses import replace
from threading import Barrier, Thread
from time import sleep
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.pdf import PdfError
from participatie.intake.post import batches, files, letters, noting
from participatie.intake.post.models import BatchLetter, BatchState, PrintBatch
from participatie.intake.post.tasks import make_files, note_letters, remove_old_print_files
from participatie.notifications import letters as paper
from participatie.notifications import printing
from participatie.notifications.messages import compose
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Contact, Delivery
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import DeliveryStatus, LetterForm
from tests import builders
from tests.intake.post_letters import RIA, batch, letter, make

pytestmark = pytest.mark.django_db


def statuses():
    return list(Delivery.objects.order_by("pk").values_list("status", flat=True))


def pages(made):
    with made.document.open("rb") as file:
        return [page.extract_text() for page in PdfReader(file).pages]


def clerk():
    return builders.staff(Role.CLERK)


def test_a_batch_is_one_pdf_with_its_list_in_front_and_the_letters_in_order():
    made = batch(LetterForm.NORMAL, LetterForm.NORMAL)

    first, back, *rest = pages(made)
    assert (made.number, made.state, made.pages) == (1, BatchState.READY, 5)
    assert "Drukpartij 1" in first
    assert [
        row for row in ("1-1", "1-2", "Harstede", "DL, venster links") if row not in first
    ] == []
    assert "DW26-0001" in first
    assert back == ""
    assert "DW26-0001" in rest[0]
    assert "· 1-1" in " ".join(rest[0].split())
    assert "DW26-0002" in rest[2]
    assert [row.sheets for row in made.letters.all()] == [1, 1]
    assert statuses() == ["waiting"] * 2


def test_the_list_names_nobody():
    made = batch()

    first = pages(made)[0]

    assert "Harstede" in first
    assert "Smit" not in first
    assert "Kade" not in first


def test_a_batch_for_one_side_has_no_empty_backs():
    made = batch(LetterForm.NORMAL, LetterForm.NORMAL, two_sided=False)

    assert [bool(page) for page in pages(made)] == [True] * 3
    assert [row.sheets for row in made.letters.all()] == [1, 1]


def test_the_list_counts_the_sheets_and_says_which_envelope_they_need(monkeypatch):
    def long_message(delivery):
        message = compose(delivery)
        return replace(message, blocks=["Een lange alinea. " * 200] * 14)

    monkeypatch.setattr(paper, "compose", long_message)
    made = batch()

    [row] = made.letters.all()
    listed = " ".join(pages(made)[0].split())
    assert 4 < row.sheets <= 8
    assert f"{row.sheets} C5, venster links" in listed
    assert len(pages(made)) - 2 in (row.sheets * 2 - 1, row.sheets * 2)


def test_large_print_comes_after_normal_letters_and_braille_is_not_in_the_pdf():
    made = batch(LetterForm.PLAIN, LetterForm.LARGE, LetterForm.NORMAL)

    rows = list(made.letters.all())
    assert [row.form for row in rows] == ["normal", "large", "plain"]
    assert [row.sheets > 0 for row in rows] == [True, True, False]
    plain = rows[2].delivery.contribution.reference
    assert "Voor de brailledienst" in pages(made)[0]
    assert plain in pages(made)[0]
    assert plain not in "".join(pages(made)[1:])
    with made.texts.open("rb") as file, ZipFile(file) as archive:
        assert archive.namelist() == ["1-3.txt"]
        text = archive.read("1-3.txt").decode()
    assert text.splitlines()[:3] == ["Ria Smit", "Kade 2", "9999 XX  Harstede"]
    assert plain in text


def test_a_large_batch_made_in_pieces_is_the_same_as_one_made_at_once(monkeypatch):
    made = batch(LetterForm.NORMAL, LetterForm.NORMAL, LetterForm.LARGE)
    at_once, sheets = pages(made), [row.sheets for row in made.letters.all()]
    monkeypatch.setattr(printing, "PIECE", 2)

    batches.make_again(made, actor=clerk())
    make_files(made.pk)

    made.refresh_from_db()
    assert [page.split() for page in pages(made)[: len(at_once)]] == [p.split() for p in at_once]
    assert made.pages - len(at_once) in (0, 1), "an empty back of the last sheet"
    assert [row.sheets for row in made.letters.all()] == sheets


def test_a_batch_of_only_braille_is_a_list_and_texts():
    made = batch(LetterForm.PLAIN)

    assert len(pages(made)) == 1
    assert made.texts


def test_a_letter_in_a_batch_waits_for_no_other_batch():
    batch()

    with pytest.raises(Refused, match="Een collega was u voor"):
        make()


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_print_no_letter_twice():
    consultation = builders.consultation()
    for _ in range(20):
        letter(consultation)
    start, made, refused = Barrier(2), [], []

    def press(email):
        builders.staff(Role.CLERK, email=email)
        start.wait()
        try:
            made.append(make(email=email).letters.count())
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=[f"{name}@p.example"]) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [20]
    assert len(refused) == 1
    assert BatchLetter.objects.count() == 20
    assert list(PrintBatch.objects.values_list("number", flat=True)) == [1]


def test_what_is_too_much_for_one_batch_waits_for_the_next(monkeypatch):
    monkeypatch.setattr(batches, "MOST", 2)
    consultation = builders.consultation()
    for _ in range(3):
        letter(consultation)

    assert [make().letters.count(), make().letters.count()] == [2, 1]
    assert [found.number for found in PrintBatch.objects.all()] == [2, 1]


def test_only_a_clerk_makes_and_notes_batches():
    handler, made = builders.staff(Role.HANDLER), batch()

    for act in (
        lambda: batches.make(Delivery.objects.all(), actor=handler),
        lambda: batches.note(made, actor=handler, status=DeliveryStatus.PRINTED),
        lambda: batches.make_again(made, actor=handler),
        lambda: batches.take_apart(made, actor=handler),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_whole_batch_is_printed_and_then_posted_each_letter_on_its_track():
    made = batch(LetterForm.NORMAL, LetterForm.PLAIN)

    batches.note(made, actor=clerk(), status=DeliveryStatus.PRINTED)
    assert statuses() == ["printed"] * 2
    batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED)

    assert statuses() == ["posted"] * 2
    assert {delivery.settled_by for delivery in Delivery.objects.all()} == {clerk()}


def test_damaged_letters_come_out_and_wait_for_a_next_batch():
    made = batch(*[LetterForm.NORMAL] * 3)
    batches.note(made, actor=clerk(), status=DeliveryStatus.PRINTED)

    batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED, damaged=[2])

    assert statuses() == ["posted", "waiting", "posted"]
    damaged = made.letters.get(position=2).delivery_id
    assert [row.delivery_id for row in make().letters.all()] == [damaged]


def test_a_damaged_number_that_is_not_in_the_batch_notes_nothing():
    made = batch(LetterForm.NORMAL, LetterForm.NORMAL)

    with pytest.raises(Refused, match="De brieven 3, 9 van deze partij"):
        batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED, damaged=[1, 3, 9])

    made.refresh_from_db()
    assert (statuses(), made.noting) == (["waiting"] * 2, "")


def test_a_large_batch_is_noted_in_the_background_and_taken_up_where_it_broke_off(monkeypatch):
    monkeypatch.setattr(batches, "AT_ONCE", 1)
    made = batch(*[LetterForm.NORMAL] * 3)

    batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED)

    assert statuses() == ["waiting"] * 3
    with pytest.raises(Refused, match="aan het noteren"):
        batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED)
    job = ProcrastinateJob.objects.get(task_name="post.note_letters")
    settled = []

    def breaks_off(delivery, **given):
        if len(settled) == 4:
            raise ConnectionError
        settled.append(settle_delivery(delivery, **given))

    with monkeypatch.context() as broken:
        broken.setattr(noting, "settle_delivery", breaks_off)
        with pytest.raises(ConnectionError):
            note_letters(**job.args)
    assert sorted(statuses()) == ["posted", "printed", "printed"]
    note_letters(**job.args)

    assert statuses() == ["posted"] * 3
    note_letters(**job.args)
    made.refresh_from_db()
    assert made.noting == ""


def test_a_letter_that_was_told_by_telephone_in_between_stays_told():
    made = batch(LetterForm.NORMAL, LetterForm.NORMAL)
    told = made.letters.first().delivery
    settle_delivery(told, actor=clerk(), status=DeliveryStatus.TOLD)

    batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED)

    assert statuses() == ["told", "posted"]


def test_a_batch_is_taken_apart_but_for_what_was_posted():
    made = batch(LetterForm.NORMAL, LetterForm.NORMAL)
    batches.note(made, actor=clerk(), status=DeliveryStatus.POSTED, damaged=[2])

    with pytest.raises(Refused, match="al gepost"):
        batches.take_apart(made, actor=clerk())
    again = make()
    batches.note(again, actor=clerk(), status=DeliveryStatus.PRINTED)
    assert batches.take_apart(again, actor=clerk()) == 1

    assert statuses() == ["posted", "waiting"]


def test_a_pdf_that_cannot_be_made_is_seen_on_the_batch(monkeypatch):
    def fail(order):
        raise PdfError("letter.typ: broken")

    with monkeypatch.context() as broken:
        broken.setattr(letters, "_renderers", [fail])
        made = batch()
    assert made.state == BatchState.FAILED

    batches.make_again(made, actor=clerk())
    with pytest.raises(Refused, match="wordt al gemaakt"):
        batches.make_again(made, actor=clerk())
    make_files(made.pk)

    made.refresh_from_db()
    assert made.state == BatchState.READY
    assert len(pages(made)) == 3


def test_files_are_kept_for_thirty_days_and_can_be_made_again():
    made = batch(LetterForm.NORMAL, LetterForm.PLAIN)
    names, kept = [made.document.name, made.texts.name], made.document.storage
    assert isinstance(kept, FileSystemStorage)

    with clock.at(clock.now() + files.KEPT * 0.9):
        remove_old_print_files()
        assert all(kept.exists(name) for name in names)
    with clock.at(clock.now() + files.KEPT * 1.01):
        remove_old_print_files()
        assert not any(kept.exists(name) for name in names)
        made.refresh_from_db()
        assert made.state == BatchState.REMOVED
        batches.make_again(made, actor=clerk())
        make_files(made.pk)
        remove_old_print_files()

    made.refresh_from_db()
    assert made.state == BatchState.READY
    assert kept.exists(made.document.name)


def test_a_second_run_of_the_job_makes_nothing(monkeypatch):
    made = batch()

    def fail(order):
        raise AssertionError("made twice")

    monkeypatch.setattr(letters, "_renderers", [fail])
    make_files(made.pk)

    assert ProcrastinateJob.objects.filter(task_name="post.make_files").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_and_a_clerk_who_waits_make_the_files_once(monkeypatch):
    letter(builders.consultation())
    made, [render], runs, start = make(), letters._renderers, [], Barrier(2)

    def slow(order):
        runs.append(order)
        sleep(0.5)
        return render(order)

    def run():
        start.wait()
        try:
            make_files(made.pk)
        finally:
            connections.close_all()

    monkeypatch.setattr(letters, "_renderers", [slow])
    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    made.refresh_from_db()
    assert made.state == BatchState.READY
    assert len(runs) == 1


def test_what_a_run_that_was_broken_off_left_is_written_over():
    letter(builders.consultation())
    made = make()
    made.document.storage.delete("print/1.pdf")
    made.document.storage.save("print/1.pdf", ContentFile(b"half"))

    make_files(made.pk)

    made.refresh_from_db()
    assert made.document.name == "print/1.pdf"
    assert len(pages(made)) == 3


def test_what_anybody_writes_in_an_address_breaks_no_batch():
    consultation = builders.consultation()
    for text in ("#panic()", "Привет, 😀", "a\nb\nc\nd", "x" * 300):
        letter(consultation, contact=Contact(name=text, street=text, city=RIA.city))
    made = make()
    make_files(made.pk)

    made.refresh_from_db()
    assert made.state == BatchState.READY
    assert [row.sheets for row in made.letters.all()] == [1] * 4
