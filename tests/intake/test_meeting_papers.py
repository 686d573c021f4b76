"""Papers of a meeting: code slips, consent forms, and the report for the desk and for everybody."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.meeting.models import MeetingStep, Speaker, Step
from participatie.pipeline.acts import contributions, public_texts
from participatie.pipeline.models import Contribution
from tests import builders
from tests.intake.desk_form import clerk_client
from tests.intake.meeting_room import SAID, address, meeting, speak, write_report

pytestmark = pytest.mark.django_db


def pages_of(answer):
    """What stands on each page of the PDF."""
    assert answer["Content-Type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]


@pytest.fixture
def evening():
    return meeting()


@pytest.fixture
def client(evening):
    client = clerk_client()
    for number in range(4):
        speak(client, evening, text=f"{SAID} Dat is {number}.", name=f"Spreker Nummer{number}")
    return client


def test_one_pdf_has_the_slips_of_all_speakers_three_on_a_sheet(evening, client):
    pages = pages_of(client.post(address("slips", evening), {"which": "new"}))

    assert len(pages) == 2
    made = list(Contribution.objects.order_by("number"))
    for number, contribution in enumerate(made):
        page = pages[number // 3]
        assert contribution.reference in page
        assert contribution.follow_code in page
        assert f"Spreker {number + 1}" in page
    assert "De brug" not in "".join(pages), "what was said is for the speaker only"
    assert "0999-000100" in pages[0]
    assert "/volg" in pages[0]
    assert MeetingStep.objects.get(kind=Step.SLIPS_MADE).count == 4
    again = client.post(address("slips", evening), {"which": "new"})
    assert again.status_code == 302, "each has a slip now"
    speak(client, evening)
    assert len(pages_of(client.post(address("slips", evening), {"which": "new"}))) == 1
    assert len(pages_of(client.post(address("slips", evening), {"which": "all"}))) == 2


def test_the_slip_of_one_speaker_has_the_words_under_it(evening, client):
    (page,) = pages_of(client.post(address("slips", evening), {"which": "2"}))

    speaker = Speaker.objects.get(order=2)
    assert speaker.contribution.follow_code in page
    assert "Dat is 1." in page
    assert speaker.slip_made_at is not None
    assert Speaker.objects.get(order=1).slip_made_at is None


def test_a_slip_asks_to_look_at_the_words_as_long_as_nobody_agreed(evening, client):
    speak(client, evening, agreement="asked")

    (agreed,) = pages_of(client.post(address("slips", evening), {"which": "1"}))
    (asked,) = pages_of(client.post(address("slips", evening), {"which": "5"}))

    assert "goed hebben opgeschreven" not in agreed
    assert "goed hebben opgeschreven" in " ".join(asked.split())


def test_the_consent_form_says_who_keeps_what_for_how_long(evening, client):
    pages = pages_of(client.get(address("attendance_forms", evening), {"aantal": "5"}))

    assert len(pages) == 3, "two on a sheet"
    page = " ".join(pages[0].split())
    for said in (
        "U hoeft dit niet in te vullen",
        "4 weken",
        "26 weken",
        "intrekken",
        "0999-000100",
    ):
        assert said in page
    assert len(pages_of(client.get(address("attendance_forms", evening), {"aantal": "x"}))) == 10


def test_the_report_for_handling_has_numbers_and_no_names(evening, client):
    speak(client, evening, agreement="asked", text="Meer licht.")
    contributions.withdraw(
        Contribution.objects.get(number=2), actor=builders.staff(Role.CLERK), reason="Belde"
    )

    text = " ".join(" ".join(pages_of(client.get(address("document", evening)))).split())

    assert "5 sprekers, van wie 4 akkoord" in text
    assert "DW26-0001" in text
    assert "Dat is 0." in text
    assert "Dat is 1." not in text, "taken back"
    assert "Meer licht." in text
    assert "heeft dat nog niet gezegd" in text
    assert "Nummer" not in text.replace("Nummer van", ""), "no names"
    handler = clerk_client()
    handler.force_login(builders.staff(Role.HANDLER))
    one = handler.get("/behandeling/reactie/DW26-0001/").content.decode()
    assert address("report", evening) in one, "from what was said to the rest of the evening"
    page = handler.get(address("report", evening)).content.decode()
    assert "Dat is 0." in page
    assert "data-autosave" not in page


def public_address(evening):
    return reverse("meeting_report:report", args=[evening.consultation.slug, evening.pk])


def test_everybody_reads_what_was_approved_once_the_report_is_public(evening, client):
    visitor = clerk_client().__class__()
    assert visitor.get(public_address(evening)).status_code == 404
    approved, named = Contribution.objects.get(number=1), Contribution.objects.get(number=2)
    handler = builders.staff(Role.HANDLER)
    public_texts.permit_name(named, actor=builders.staff(Role.CLERK), permitted=True)
    for one in (approved, named):
        contributions.admit(one, actor=handler)
        public_texts.approve_public_text(one, actor=handler, hidden=[])

    write_report(client, evening, "De dijkgraaf opende.", public=True)

    text = " ".join(" ".join(pages_of(visitor.get(public_address(evening)))).split())
    assert "De dijkgraaf opende." in text
    assert "Dat is 0." in text
    assert "Spreker Nummer1" in text, "permitted"
    assert "Spreker Nummer0" not in text
    assert "Dat is 2." not in text, "nobody read it yet"
    assert "wordt nog gelezen" in text


def test_the_report_is_made_public_once_and_after_a_last_look(evening, client):
    missing = write_report(client, evening, "Zaal vol.", public=True, checked="")
    assert "checked" in missing.context["form"].errors
    evening.refresh_from_db()
    assert (evening.report, evening.report_ready_at) == ("Zaal vol.", None), "kept all the same"

    write_report(client, evening, "Zaal vol.", public=True)
    late = write_report(client, evening, "Iets anders.")

    evening.refresh_from_db()
    assert evening.report == "Zaal vol."
    assert "verandert niet meer" in late.content.decode()


def test_what_a_colleague_wrote_meanwhile_is_not_written_over(evening, client):
    colleague = clerk_client("ander@provincie.example")
    opened = clock.now().isoformat()
    write_report(client, evening, "Van mij.")

    refused = write_report(colleague, evening, "Van de ander.", seen_at=opened)
    kept = write_report(colleague, evening, "Half", seen_at=opened, autosave="1")

    page = refused.content.decode()
    assert "Van mij." in page
    assert "Van de ander." in page
    assert kept.status_code == 409
    evening.refresh_from_db()
    assert evening.report == "Van mij."
    write_report(client, evening, "Van mij, langer.", seen_at=opened)
    write_report(colleague, evening, "Van ons.")
    evening.refresh_from_db()
    assert evening.report == "Van ons."
