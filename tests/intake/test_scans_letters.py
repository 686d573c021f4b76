"""A scanned letter becomes a contribution once, with just its own pages, by whoever types it."""

from io import BytesIO
from threading import Thread

import pypdfium2
import pytest
from django.db import connection
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.models import AlgorithmSwitch
from participatie.intake.scans import letters, tesseract, words
from participatie.intake.scans.algorithms import READING
from participatie.intake.scans.models import Letter, LetterState, State
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import AttachmentKind, Channel
from tests import builders, scanned
from tests.fixtures.not_run import NOT_RUN
from tests.intake.desk_form import LETTER, clerk_client
from tests.intake.scan_room import divided

pytestmark = pytest.mark.django_db
needs_dutch = pytest.mark.skipif(
    not tesseract.can_read(), reason=f"{NOT_RUN}tesseract-ocr-nld is not installed"
)
READ = [
    ["Geachte", 96, 0, 0],
    ["heer,", 95, 0, 0],
    ["Ik", 96, 1, 1],
    ["vrnd", 31, 1, 1],
    ["het", 96, 1, 1],
    ["fiets-", 90, 1, 1],
    ["pad", 92, 1, 2],
    ["smal.", 88, 1, 2],
]


@pytest.fixture(autouse=True)
def _without_osd(monkeypatch, request):
    if "real_words" not in request.fixturenames:
        monkeypatch.setattr(tesseract, "languages", frozenset)


@pytest.fixture
def real_words():
    """Tesseract as it is installed."""


@pytest.fixture
def read_words(monkeypatch):
    """Words that were read, as if Tesseract was there."""
    monkeypatch.setattr(tesseract, "languages", lambda: frozenset({"nld"}))
    monkeypatch.setattr(tesseract, "read", lambda _picture: [tesseract.Word(*w) for w in READ])


def typed(**over):
    return LETTER | {"received_on": date_format(clock.today(), "d-m-Y")} | over


def post(client, letter, button="save", **over):
    return client.post(reverse("scans:letter", args=[letter.pk]), typed(**over) | {button: "1"})


def test_a_letter_is_saved_with_just_its_own_pages():
    builders.consultation()
    first, second = divided(3)
    second.pages.filter(number=4).update(turn=180)
    client = clerk_client()
    answer = post(client, second)
    contribution = Contribution.objects.get()
    assert answer["Location"] == reverse("desk:saved", args=[contribution.reference])
    assert contribution.channel == Channel.LETTER
    assert "bladzijden 3 tot en met 4" in contribution.entered_from
    [attachment] = contribution.attachments.all()
    assert attachment.kind == AttachmentKind.SCAN
    with attachment.file.content.open() as content:
        pages = PdfReader(content).pages
        assert [page.rotation for page in pages] == [0, 180]
    second.refresh_from_db()
    assert (second.state, second.typed) == (LetterState.DONE, {})
    first.stack.refresh_from_db()
    assert first.stack.state == State.DIVIDED


def test_saving_and_next_goes_through_the_stack_until_it_is_done():
    builders.consultation()
    first, second = divided(3)
    client = clerk_client()
    answer = post(client, first, "next")
    assert answer["Location"] == reverse("scans:letter", args=[second.pk])
    answer = post(client, second, "next", text="Een andere brief.")
    assert answer["Location"] == reverse("scans:stack", args=[first.stack.pk])
    first.stack.refresh_from_db()
    assert first.stack.state == State.DONE
    assert "DW26-0002" in client.get(answer["Location"]).content.decode()


def test_the_same_letter_sent_twice_is_one_contribution():
    builders.consultation()
    [letter] = divided()
    client = clerk_client()
    assert post(client, letter)["Location"] == post(client, letter)["Location"]
    assert Contribution.objects.count() == 1


def test_what_was_typed_after_saving_is_shown_and_not_lost():
    builders.consultation()
    [letter] = divided()
    client = clerk_client()
    post(client, letter)
    again = post(client, letter, text="Ik typte verder na het opslaan.")
    assert again.status_code == 200
    page = again.content.decode()
    assert "Deze brief is al opgeslagen" in page
    assert "Ik typte verder na het opslaan." in page
    assert Contribution.objects.count() == 1


def test_an_empty_text_is_fine_because_the_scan_says_it():
    builders.consultation()
    [letter] = divided()
    post(clerk_client(), letter, text="")
    contribution = Contribution.objects.get()
    assert contribution.text == ""
    assert "niet overgetypt" in contribution.entered_from


def test_what_is_missing_is_said_and_everything_typed_is_kept():
    builders.consultation()
    [letter] = divided()
    client = clerk_client()
    page = post(client, letter, street="").content.decode()
    assert "Er gaat nog iets niet goed" in page or "aandacht" in page
    letter.refresh_from_db()
    assert letter.typed["text"] == LETTER["text"]
    assert (
        "De bomen moeten blijven staan."
        in client.get(reverse("scans:letter", args=[letter.pk])).content.decode()
    )


def test_typing_is_kept_by_itself_and_is_sealed_in_the_database():
    [letter] = divided()
    assert post(clerk_client(), letter, "autosave", name="Anna Jansen").status_code == 204
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM intake_scans_letter")
        assert "Jansen" not in cursor.fetchone()[0]


def test_two_clerks_on_one_stack_see_each_other_and_lose_nothing():
    builders.consultation()
    first, second = divided(3)
    els, kees = clerk_client("els@demo.example"), clerk_client("kees@demo.example")
    post(els, first, "autosave")
    where = reverse("scans:letter", args=[first.pk])
    assert "deze brief aan het invoeren" in kees.get(where).content.decode()
    refused = post(kees, first, text="Van Kees")
    assert "Van Kees" in refused.content.decode()
    assert not Contribution.objects.exists()
    assert post(kees, first, "autosave").status_code == 409
    # Who asks for the next one gets the other letter.
    stack = kees.get(reverse("scans:stack", args=[first.stack.pk])).content.decode()
    assert "is aan het invoeren" in stack
    assert reverse("scans:letter", args=[second.pk]) in stack.split("<h2>Brieven")[0]
    kees.post(reverse("scans:take_over", args=[first.pk]))
    assert LETTER["text"].split("\n")[0] in kees.get(where).content.decode()
    assert post(kees, first).status_code == 302


def test_who_opened_the_same_letter_just_now_is_mentioned():
    [letter] = divided()
    where = reverse("scans:letter", args=[letter.pk])
    clerk_client("els@demo.example").get(where)
    assert "in de laatste vijf minuten geopend" in clerk_client().get(where).content.decode()


def test_a_suggestion_stands_beside_the_text_with_doubtful_words_marked(read_words):
    [letter] = divided(pages=1)
    words.read_letter(letter)
    page = clerk_client().get(reverse("scans:letter", args=[letter.pk])).content.decode()
    assert "% zeker" in page
    assert "1 woord is twijfelachtig" in page
    assert "vrnd</mark>" in page
    assert "vrnd" not in page.split('id="id_text"')[1]


def test_the_words_of_a_long_letter_are_read_in_parts(read_words):
    [letter] = divided(pages=3)
    told = []
    for left in (2, 1, 0):
        told.append(words.read_letter(letter, seconds=0))
        assert letter.pages.filter(words=None).count() == left
    assert told == [True, True, False]


def test_a_suggestion_becomes_the_text_only_when_a_person_takes_it_over(read_words):
    builders.consultation()
    [letter] = divided(pages=1)
    words.read_letter(letter)
    client = clerk_client()
    post(client, letter, "accept", text="Begin.")
    letter.refresh_from_db()
    assert letter.typed["text"] == "Begin.\n\nGeachte heer,\n\nIk vrnd het fietspad smal."
    post(client, letter, text="Geachte heer,\n\nIk vind het fietspad smal.")
    contribution = Contribution.objects.get()
    assert contribution.text == "Geachte heer,\n\nIk vind het fietspad smal."
    assert "nagekeken door een mens" in contribution.entered_from
    assert not letter.pages.exclude(words=None).exists()


def test_a_turned_page_is_read_again(read_words):
    [letter] = divided(pages=1)
    words.read_letter(letter)
    clerk_client().post(reverse("scans:turn", args=[letter.pk, 1]))
    page = letter.pages.get()
    assert (page.turn, page.words) == (90, None)


def test_while_reading_is_switched_off_nothing_is_read_or_shown(read_words):
    [letter] = divided(pages=1)
    words.read_letter(letter)
    AlgorithmSwitch.objects.create(
        slug=READING.slug, is_on=False, reason="Proef", by=builders.staff(), at=clock.now()
    )
    page = clerk_client().get(reverse("scans:letter", args=[letter.pk])).content.decode()
    assert "vrnd" not in page
    letter.pages.update(words=None)
    words.read_letter(letter)
    assert letter.pages.get().words is None


@needs_dutch
def test_tesseract_reads_a_typed_letter_in_dutch(real_words):
    found = tesseract.read(scanned.page())
    text = " ".join(word.text for word in found)
    assert "De bomen moeten blijven staan." in text
    assert "Dorpsstraat 5" in text
    assert min(word.confidence for word in found if len(word.text) > 3) > tesseract.SURE


def test_the_form_begins_with_what_sheet_or_form_said():
    consultation = builders.consultation()
    [letter] = divided(consultation=consultation)
    values = letters.first_values(letter)
    assert values["consultation"] == str(consultation)
    assert values["received_on"] == date_format(clock.today(), "d-m-Y")


def test_a_thrown_away_letter_keeps_its_reason_and_the_next_comes():
    first, second = divided(3)
    client = clerk_client()
    where = reverse("scans:discard_letter", args=[first.pk])
    assert "Vul in waarom" in client.post(where, {"reason": ""}).content.decode()
    answer = client.post(where, {"reason": "Reclame"})
    assert answer["Location"] == reverse("scans:letter", args=[second.pk])
    first.refresh_from_db()
    assert (first.state, first.discarded_because) == (LetterState.DISCARDED, "Reclame")


def test_scripts_attachments_and_links_of_the_pdf_do_not_come_along():
    from pypdf import PdfWriter
    from pypdf.actions import JavaScript
    from pypdf.annotations import Link
    from pypdf.generic import Fit

    from participatie.intake.scans import dividing
    from tests.intake.scan_room import SMALL, brought, read

    writer = PdfWriter(clone_from=PdfReader(BytesIO(scanned.as_pdf([scanned.page(size=SMALL)]))))
    writer.add_open_action(JavaScript("app.alert('hallo');"))
    writer.add_attachment("kwaad.exe", b"MZ")
    writer.add_annotation(0, Link(rect=(0, 0, 90, 90), url="https://kwaad.example/", fit=Fit.fit()))
    made = BytesIO()
    writer.write(made)
    read(stack := brought(made.getvalue()))
    dividing.divide(stack, actor=stack.brought_by)
    letter = stack.letters.get()
    letters.cut_out(letter)
    letter.refresh_from_db()
    with letter.file.content.open() as opened:
        content = opened.read()
    assert not any(word in content for word in (b"/JS", b"/EmbeddedFile", b"kwaad", b"/Annots"))
    assert len(pypdfium2.PdfDocument(content)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_save_the_same_letter_at_once_make_one_contribution():
    builders.consultation()
    [letter] = divided()
    clerk = builders.staff(Role.CLERK)
    found = []

    def save():
        from participatie.intake.scans.forms import ScannedLetterForm

        form = ScannedLetterForm(typed())
        assert form.is_valid(), form.errors
        found.append(letters.submit(Letter.objects.get(pk=letter.pk), form, clerk=clerk).pk)
        connection.close()

    threads = [Thread(target=save) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1
    assert Contribution.objects.count() == 1
