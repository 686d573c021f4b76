"""Stacks from the first drop until their files are erased, and the sheets between letters."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.orphans import orphans
from participatie.intake.scans import letters, reading, sheets, stacks, tasks, tesseract
from participatie.intake.scans.models import LetterState, Stack, State
from participatie.pipeline.models import Contribution
from participatie.pipeline.refusals import Refused
from tests import builders, scanned
from tests.intake.desk_form import LETTER, clerk_client
from tests.intake.scan_room import SMALL, brought, divided, read

pytestmark = pytest.mark.django_db
ONE_PAGE = scanned.as_pdf([scanned.page("Blad", size=SMALL)])


@pytest.fixture(autouse=True)
def _without_tesseract(monkeypatch):
    monkeypatch.setattr(tesseract, "languages", frozenset)


def address(stack):
    return reverse("scans:stack", args=[stack.pk])


def drop(client, *files, **typed):
    values = {"key": uuid4(), "received_on": date_format(clock.today(), "d-m-Y")} | typed
    return client.post(reverse("scans:home"), values | {"scans": list(files)})


def test_a_stack_is_stored_at_once_and_dropped_twice_it_is_one():
    client, key = clerk_client(), uuid4()
    to = {drop(client, scanned.upload(ONE_PAGE), key=key)["Location"] for _ in range(2)}
    stack = Stack.objects.get()
    assert to == {reverse("scans:stack", args=[stack.pk])}
    assert (stack.pk, stack.state) == (key, State.READING)
    page = client.get(to.pop()).content.decode()
    assert "begint aan deze stapel zodra dat kan" in page
    assert stack.files.get().sha256 in page


@pytest.mark.parametrize(
    ("files", "typed", "said"),
    [
        ([], {}, "Kies de scans."),
        ([scanned.upload(b"%")], {}, "is geen scan"),
        ([scanned.upload(b"")], {}, "is leeg"),
        ([scanned.upload(ONE_PAGE)], {"received_on": "1-1-2199"}, "ligt in de toekomst"),
        ([scanned.upload(ONE_PAGE)], {"received_on": "1-1-2199"}, "Kies de scans nog een keer"),
    ],
)
def test_what_is_wrong_with_a_stack_is_said(files, typed, said):
    page = drop(clerk_client(), *files, **typed)
    assert said in page.content.decode()
    assert not Stack.objects.exists()


def test_many_pictures_are_one_stack_in_the_order_of_their_names():
    names = [f"blad {number}.pdf" for number in range(99, 0, -1)]
    drop(clerk_client(), *(scanned.upload(ONE_PAGE, name) for name in [*names, "1²3.pdf"]))
    kept = [row.file.name for row in Stack.objects.get().files.select_related("file")]
    assert kept == [*reversed(names), "1²3.pdf"]


def test_a_file_that_was_brought_in_before_is_told():
    first, second = brought(ONE_PAGE), brought(ONE_PAGE)
    client = clerk_client()
    page = client.get(reverse("scans:stack", args=[second.pk])).content.decode()
    assert "al eerder ingeleverd" in page
    assert reverse("scans:stack", args=[first.pk]) in page
    page = client.get(reverse("scans:stack", args=[first.pk])).content.decode()
    assert "al eerder ingeleverd" not in page


def test_what_cannot_be_read_is_told_with_what_to_do():
    read(stack := brought(b"%PDF-1.7\n"))
    page = clerk_client().get(reverse("scans:stack", args=[stack.pk])).content.decode()
    assert "deel 0.pdf kan niet worden gelezen" in page
    assert "Scan de brieven opnieuw" in page
    assert "Het bestand is bewaard zoals het binnenkwam." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_stacks_costs_the_same_number_of_queries(django_assert_num_queries, count):
    for _ in range(count):
        divided(2)
    client = clerk_client()
    with django_assert_num_queries(9):
        page = client.get(reverse("scans:home")).content.decode()
    assert page.count("nog 2 van 2 brieven in te voeren") == count


@pytest.mark.parametrize("begins", [(), (2, 3, 4)])
def test_the_letters_of_a_stack_cost_the_same_number_of_queries(django_assert_num_queries, begins):
    stack = divided(*begins)[0].stack
    client = clerk_client()
    with django_assert_num_queries(10):
        client.get(reverse("scans:stack", args=[stack.pk]))


def test_pictures_of_pages_are_upright_for_clerks_only_and_kept_by_no_browser():
    stack = divided()[0].stack
    stack.pages.filter(number=1).update(turn=90)
    for name in ("small", "large"):
        where = reverse(f"scans:{name}", args=[stack.pk, 1])
        answer = clerk_client().get(where)
        assert "no-store" in answer["Cache-Control"]
        with scanned.Image.open(BytesIO(answer.content)) as picture:
            assert picture.width > picture.height
    client = clerk_client()
    client.force_login(builders.staff(Role.HANDLER))
    assert client.get(where).status_code == 403


def test_a_stack_is_thrown_away_with_a_reason():
    stack = divided(3)[0].stack
    client, where = clerk_client(), reverse("scans:discard", args=[stack.pk])
    assert "Vul in waarom" in client.post(where, {"reason": ""}).content.decode()
    client.post(where, {"reason": "Twee keer gescand"})
    stack.refresh_from_db()
    assert (stack.state, stack.discarded_because) == (State.DISCARDED, "Twee keer gescand")
    assert {letter.state for letter in stack.letters.all()} == {LetterState.DISCARDED}


def test_the_pdf_of_a_letter_goes_with_the_stack_that_is_thrown_away():
    [letter] = divided()
    letters.cut_out(letter)
    letter.refresh_from_db()
    cut = letter.file
    assert cut is not None
    stacks.discard(letter.stack, actor=letter.stack.brought_by, reason="Reclame")
    letter.refresh_from_db()
    assert letter.file is None
    assert orphans().filter(pk=cut.pk).exists()


def test_a_stack_in_which_a_colleague_types_is_not_thrown_away():
    first, _second = divided(3)
    letters.keep(
        first, {"text": "Half"}, clerk=builders.staff(Role.CLERK, email="els@demo.example")
    )
    with pytest.raises(Refused, match="brief 1"):
        stacks.discard(first.stack, actor=first.stack.brought_by, reason="Weg")
    first.refresh_from_db()
    assert first.typed == {"text": "Half"}


def test_files_and_pages_are_erased_some_time_after_the_last_letter(
    django_capture_on_commit_callbacks,
):
    builders.consultation()
    [letter] = divided()
    stack = letter.stack
    original = reading.path_of(stack.files.select_related("file").get())
    picture = Path(stack.pages.first().picture.path)
    client = clerk_client()
    typed = LETTER | {"received_on": date_format(clock.today(), "d-m-Y"), "save": "1"}
    client.post(reverse("scans:letter", args=[letter.pk]), typed)
    tasks.erase_old_stacks()
    assert original.exists()
    over = clock.now() + tasks.KEPT_FOR + timedelta(hours=1)
    with clock.at(over), django_capture_on_commit_callbacks(execute=True):
        tasks.erase_old_stacks()
    assert not original.exists()
    assert not picture.exists()
    assert not stack.pages.exists()
    assert stack.files.get().sha256
    # What the contribution holds stays.
    scan = Contribution.objects.get().attachments.get().file
    assert Path(scan.content.path).exists()
    assert not orphans().filter(pk=scan.pk).exists()
    page = client.get(reverse("scans:stack", args=[stack.pk])).content.decode()
    assert "zijn gewist" in page


def test_a_stack_with_an_open_letter_is_never_erased():
    stack = divided()[0].stack
    with clock.at(clock.now() + timedelta(days=400)):
        tasks.erase_old_stacks()
    assert stack.pages.count() == 4


def test_separator_sheets_are_printed_for_a_consultation_and_a_day():
    consultation = builders.consultation()
    typed = {"count": "3", "consultation": consultation.pk, "sheets_day": "12-3-2026"}
    answer = clerk_client().get(reverse("scans:sheets"), typed)
    assert answer["Content-Type"] == "application/pdf"
    pages = [
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages
    ]
    assert len(pages) == 3
    assert consultation.title in pages[0]
    assert "12 maart 2026" in pages[0]
    assert f"SB:{consultation.prefix}:20260312" in pages[0]
    assert consultation.title not in pages[1]


def test_a_wrong_number_of_sheets_is_told():
    page = clerk_client().get(reverse("scans:sheets"), {"count": "9000"})
    assert page["Content-Type"].startswith("text/html")
    assert "200" in page.content.decode()


@pytest.mark.parametrize(
    "sheet",
    [
        sheets.Sheet(),
        sheets.Sheet("DW26"),
        sheets.Sheet("", date(2026, 3, 12)),
        sheets.Sheet("DW26", date(2026, 3, 12)),
    ],
)
def test_a_sheet_is_read_as_it_was_printed(sheet):
    assert sheets.read(sheet.code) == sheet


@pytest.mark.parametrize("code", ["", "SB:", "https://voorbeeld.example/", "SB:DW26:20261399"])
def test_other_codes_are_no_sheets(code):
    assert sheets.read(code) is None


def test_a_sheet_holds_for_the_letters_behind_it_until_the_next_one():
    one = builders.consultation()
    two = builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug")
    page = scanned.as_pdf([scanned.page("Blad", size=SMALL)])
    parts = [
        page,
        sheets.document(1, one, date(2026, 3, 12)),
        page,
        sheets.document(1, None, None),
        page,
        sheets.document(1, two, None),
        page,
    ]
    from participatie.intake.scans import dividing

    read(stack := brought(scanned.joined(parts)))
    dividing.divide(stack, actor=stack.brought_by)
    values = [letters.first_values(letter) for letter in stack.letters.order_by("order")]
    today = date_format(clock.today(), "d-m-Y")
    assert [(v.get("consultation", ""), v["received_on"]) for v in values] == [
        ("", today),
        (str(one), "12-03-2026"),
        (str(one), "12-03-2026"),
        (str(two), today),
    ]


def test_the_page_of_a_stack_tells_by_itself_how_far_the_reading_is():
    client, stack = clerk_client(), brought(ONE_PAGE)
    part = reverse("scans:progress", args=[stack.pk])
    assert f'data-live-fragment="{part}"' in client.get(address(stack)).content.decode()

    waiting = client.get(part).content.decode()
    assert "<progress" in waiting
    assert "0 van" not in waiting
    read(stack)
    done = client.get(part).content.decode()
    assert "<progress" not in done
    assert address(stack) in done


def test_stacks_of_one_minute_are_told_apart_by_their_files():
    brought(ONE_PAGE, names=["maandag.pdf"])
    brought(ONE_PAGE, ONE_PAGE, ONE_PAGE, names=["b.pdf", "a.pdf", "c.pdf"])
    page = clerk_client().get(reverse("scans:home")).content.decode()
    assert "maandag.pdf" in page
    assert "a.pdf en nog 2" in page


def test_words_are_read_when_nothing_else_waits():
    """Three hundred letters take an hour, and receipts are sent by the same worker."""
    assert tasks.read_letter.priority < tasks.read_stack.priority == 0
