"""A second person compares a share of what was typed over with its scan."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from participatie.accounts.roles import Role
from participatie.core.models import AlgorithmSwitch
from participatie.intake import receive
from participatie.intake.desk import sampling
from participatie.intake.desk.algorithms import SAMPLE
from participatie.intake.desk.models import TranscriptCheck
from participatie.pipeline.statuses import AttachmentKind, Channel
from tests import builders
from tests.intake.desk_form import clerk_client
from tests.intake.desk_form import scan as pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_letter(settings):
    settings.TRANSCRIPT_CHECK_ONE_IN = 1


def picture():
    made = BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "PNG")
    return SimpleUploadedFile("brief.png", made.getvalue(), "image/png")


def letter(to=None, **over):
    scan = receive.store(picture())
    over = {"attachments": [(scan, AttachmentKind.SCAN)], "channel": Channel.LETTER} | over
    return builders.contribution(to or builders.consultation(), **over)


def colleague():
    return clerk_client("collega@provincie.example")


def address(check):
    return reverse("desk:check", args=[check.pk])


def test_one_in_so_many_is_drawn_by_a_code_that_nobody_knows_before_it_is_saved(settings):
    settings.TRANSCRIPT_CHECK_ONE_IN = 3
    to = builders.consultation()

    made = [letter(to, text=f"Brief {number}") for number in range(30)]

    drawn = set(TranscriptCheck.objects.values_list("contribution", flat=True))
    assert drawn == {one.pk for one in made if int(one.follow_digest, 16) % 3 == 0}
    assert 0 < len(drawn) < 30


def test_a_scan_that_is_gone_from_the_disk_is_not_shown_and_breaks_no_page():
    scan = receive.store(pdf())
    letter(attachments=[(scan, AttachmentKind.SCAN)])
    scan.content.storage.delete(scan.content.name)
    client = colleague()

    page = client.get(address(TranscriptCheck.objects.get()))

    assert page.status_code == 200
    assert page.context["scans"][0]["pages"] == []
    assert client.get(reverse("file:page", args=[scan.pk, 1])).status_code == 404


@pytest.mark.parametrize(
    "over",
    [
        {"attachments": []},
        {"text": ""},
        {"channel": Channel.EMAIL},
        {"channel": Channel.WEB, "actor": None},
    ],
)
def test_only_a_letter_typed_over_from_a_scan_is_drawn(over):
    letter(**over)

    assert not TranscriptCheck.objects.exists()


@pytest.mark.parametrize("one_in", [0, -1])
def test_a_share_of_nothing_draws_nothing(settings, one_in):
    settings.TRANSCRIPT_CHECK_ONE_IN = one_in

    letter()

    assert not TranscriptCheck.objects.exists()


def test_while_the_draw_is_switched_off_nothing_is_drawn_and_the_page_says_so():
    from participatie.core import clock

    AlgorithmSwitch.objects.create(
        slug=SAMPLE.slug, is_on=False, at=clock.now(), by=builders.staff(Role.ADMINISTRATOR)
    )

    letter()

    assert not TranscriptCheck.objects.exists()
    assert "De loting staat uit" in colleague().get(reverse("desk:checks")).content.decode()


def test_a_colleague_sees_scan_and_text_side_by_side_and_says_they_are_the_same():
    made = letter()
    check, client = TranscriptCheck.objects.get(), colleague()

    page = client.get(address(check)).content.decode()
    scan = made.attachments.get().file
    assert reverse("file:page", args=[scan.pk, 1]) in page
    assert "De bomen langs de weg" in page
    drawn = client.get(reverse("file:page", args=[scan.pk, 1]))
    assert drawn["Content-Type"] == "image/jpeg"

    answer = client.post(address(check), {"same": "1"})

    check.refresh_from_db()
    assert (check.result, check.checked_by.email) == ("same", "collega@provincie.example")
    assert answer.url == reverse("desk:checks")


def test_who_typed_it_may_look_but_not_judge():
    letter()
    check, typist = TranscriptCheck.objects.get(), clerk_client()

    page = typist.get(address(check)).content.decode()
    answer = typist.post(address(check), {"same": "1"}).content.decode()

    assert "Een collega vergelijkt" in page
    assert 'name="same"' not in page
    assert "Een collega vergelijkt" in answer
    check.refresh_from_db()
    assert check.result == ""


def test_a_difference_is_corrected_as_a_new_version_and_counted():
    made = letter(text="De bonen moeten blijven.")
    check, client = TranscriptCheck.objects.get(), colleague()

    client.post(address(check), {"text": "De bomen moeten blijven.", "reason": "Letter gemist."})

    made.refresh_from_db()
    check.refresh_from_db()
    assert made.words == "De bomen moeten blijven."
    assert check.result == "corrected"
    assert sampling.figures() == sampling.Figures(drawn=1, compared=1, differed=1)
    assert "100" in client.get(reverse("desk:checks")).content.decode()


def test_a_correction_without_change_leaves_the_check_open():
    made = letter()
    check = TranscriptCheck.objects.get()

    page = colleague().post(address(check), {"text": made.words, "reason": "Toch niets."})

    assert "Dit is dezelfde tekst" in page.content.decode()
    check.refresh_from_db()
    assert check.result == ""


def test_words_with_points_are_not_corrected_but_the_difference_is_noted():
    from participatie.pipeline.acts import contributions

    made = contributions.admit(letter(), actor=builders.staff(Role.HANDLER))
    builders.point(made)
    check, client = TranscriptCheck.objects.get(), colleague()
    assert "<textarea" not in client.get(address(check)).content.decode()

    client.post(address(check), {"reason": "Laatste regel ontbreekt."})

    check.refresh_from_db()
    assert (check.result, check.note) == ("differs", "Laatste regel ontbreekt.")


def test_two_colleagues_at_once_judge_once():
    letter()
    check = TranscriptCheck.objects.get()
    colleague().post(address(check), {"same": "1"})

    answer = clerk_client("derde@provincie.example").post(address(check), {"same": "1"})

    assert answer.status_code == 302
    check.refresh_from_db()
    assert check.checked_by.email == "collega@provincie.example"


def test_a_scan_that_cannot_be_drawn_is_there_as_a_file():
    broken = SimpleUploadedFile("brief.pdf", b"%PDF-1.7\nniets\n%%EOF\n", "application/pdf")
    letter(attachments=[(receive.store(broken), AttachmentKind.SCAN)])

    page = colleague().get(address(TranscriptCheck.objects.get())).content.decode()

    assert "kan hier niet worden getoond" in page
    assert "brief.pdf" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(count, django_assert_num_queries):
    to = builders.consultation()
    for number in range(count):
        letter(to, text=f"Brief {number}")
    client = colleague()

    with django_assert_num_queries(7):
        client.get(reverse("desk:checks"))
