"""Sending by the web form: once, at the right moment, with a receipt and nothing left behind."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.intake.web import drafts
from participatie.intake.web.models import Draft
from participatie.pipeline.acts import consultations
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, PDF, RECEIPT, filled, pdf, send

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_the_receipt_says_number_code_time_and_what_comes_next(client: Client) -> None:
    consultation = builders.consultation()
    with clock.at(terms.noon_of(consultation.opens_on) + timedelta(hours=2, minutes=5)):
        given = send(client, attachments=pdf("kaart.pdf"))
        response = client.get(RECEIPT)
    page = response.content.decode()
    assert "DW26-0001" in page
    assert given.reference == "DW26-0001"
    for group in given.follow_code.split("-"):
        assert f">{group}" in page
    assert f"http://testserver/volg/{given.follow_code}/" in page
    assert 'class="qr-code"' in page
    assert "14.05 uur (Nederlandse tijd)" in page
    assert "Op tijd." in page
    assert "U krijgt ons antwoord per e-mail." in page
    assert "De lindes moeten blijven." in page
    assert "kaart.pdf" in page
    assert "jan@voorbeeld.example" in page
    assert response["Cache-Control"] == "no-store, private"


def test_a_copy_of_what_was_sent_can_be_kept(client: Client) -> None:
    builders.consultation(
        questions=[builders.OPINION, Question("why", QuestionKind.SCALE, "Eens?")]
    )
    text = "De <b>lindes</b> #moeten $blijven. 🌳 שלום\n\nEcht."
    given = send(
        client,
        **{"question-opinion": text, "question-why": "5", "attachments": pdf("kaart.pdf")},
        represented_name="Oma",
        authorisation=pdf("machtiging.pdf", PDF + b"2"),
    )
    response = client.get(f"{RECEIPT}kopie/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="DW26-0001.pdf"'
    assert response["Cache-Control"] == "no-store, private"
    pages = PdfReader(BytesIO(response.content)).pages
    shown = "".join(page.extract_text() for page in pages)
    # Whoever copies an address or a line of proof gets no signs that nobody sees.
    assert "\u200b" not in shown
    for part in (given.follow_code, "<b>lindes</b>", "5 van 5", "kaart.pdf", "machtiging.pdf"):
        assert part in shown
    assert Client().get(f"{RECEIPT}kopie/")["Location"] == RECEIPT


def test_a_flood_of_emoji_is_not_made_into_a_pdf(client: Client) -> None:
    builders.consultation()
    send(client, **{"question-opinion": "🌳" * 5_001})
    assert "kopie/" not in client.get(RECEIPT).content.decode()
    assert client.get(f"{RECEIPT}kopie/")["Location"] == RECEIPT


def test_the_code_and_the_person_are_in_no_address(client: Client) -> None:
    builders.consultation()
    response = client.post(FORM, filled(), follow=True)
    assert [url for url, _status in response.redirect_chain] == [CHECK]
    response = client.post(CHECK, follow=True)
    assert [url for url, _status in response.redirect_chain] == [RECEIPT]


def test_after_sending_the_draft_is_empty_and_every_page_leads_to_the_receipt(
    client: Client,
) -> None:
    builders.consultation()
    given = send(client, attachments=pdf())
    draft = Draft.objects.get()
    assert draft.typed is None
    assert draft.contribution == given
    assert not draft.files.exists()
    assert given.submission_key == draft.pk
    for path in (FORM, CHECK):
        assert client.get(path)["Location"] == RECEIPT
        assert client.post(path, filled(name="Iemand anders"))["Location"] == RECEIPT
    assert Contribution.objects.count() == 1


def test_sending_twice_gives_one_contribution(client: Client) -> None:
    builders.consultation()
    send(client)
    assert client.post(CHECK)["Location"] == RECEIPT
    assert Contribution.objects.count() == 1


def test_the_receipt_stays_for_a_day_and_can_be_wiped(client: Client) -> None:
    builders.consultation()
    given = send(client)
    with clock.at(given.recorded_at + timedelta(hours=23)):
        assert client.get(RECEIPT).status_code == 200
    with clock.at(given.recorded_at + timedelta(hours=25)):
        assert client.get(RECEIPT).status_code == 404
    other = Client()
    send(other)
    assert "Wij hebben de reactie ontvangen" in other.post(RECEIPT).content.decode()
    assert other.cookies["reactie-nl"].value == ""
    assert other.get(RECEIPT).status_code == 404
    assert other.get(FORM).status_code == 200


def test_after_sending_the_same_browser_can_send_another(client: Client) -> None:
    builders.consultation()
    first = send(client)
    assert "Nog een reactie geven" in client.get(RECEIPT).content.decode()
    assert client.post(RECEIPT, {"another": "1"})["Location"] == FORM
    assert send(client, name="De buurvrouw").number == first.number + 1


def test_nobody_else_sees_check_page_or_receipt(client: Client) -> None:
    builders.consultation()
    send(client)
    for path in (CHECK, RECEIPT):
        response = Client().get(path)
        assert response.status_code == 404
        assert "Wij vinden uw reactie hier niet" in response.content.decode()


def test_a_draft_of_one_consultation_opens_nothing_of_another(client: Client) -> None:
    builders.consultation()
    builders.consultation(slug="elders", prefix="EL26")
    client.post(FORM, filled())
    stranger = Client()
    stranger.cookies["reactie-nl"] = client.cookies["reactie-nl"].value
    assert stranger.get("/inspraak/elders/reageren/controleren/").status_code == 404


def test_what_is_incomplete_cannot_be_sent(client: Client) -> None:
    builders.consultation()
    client.post(FORM, filled(name=""))
    assert client.get(CHECK)["Location"] == FORM
    assert client.post(CHECK)["Location"] == FORM
    assert not Contribution.objects.exists()


def test_a_draft_thrown_away_in_another_window_gives_a_page_of_ours(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.consultation()
    client.post(FORM, filled())
    look_up = drafts.find

    def find_and_lose(token: str) -> Draft | None:
        draft = look_up(token)
        Draft.objects.all().delete()
        return draft

    monkeypatch.setattr(drafts, "find", find_and_lose)
    assert client.post(CHECK).status_code == 404
    monkeypatch.setattr(drafts, "find", look_up)
    client.post(FORM, filled())
    monkeypatch.setattr(drafts, "find", find_and_lose)
    assert client.post(FORM, filled()).status_code == 404
    assert not Contribution.objects.exists()


def test_who_finished_before_the_end_has_half_an_hour_to_send(client: Client) -> None:
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    with clock.at(end - 2 * SECOND):
        client.post(FORM, filled())
    with clock.at(end + timedelta(minutes=29)):
        page = client.get(CHECK).content.decode()
        assert "maar u was op tijd" in page
        assert "00.29 uur" in page
        client.post(CHECK)
    given = Contribution.objects.get()
    assert given.received_at == end - 2 * SECOND
    assert given.timeliness == "on_time"


def test_who_waits_longer_is_late_and_is_told_so_before_sending(client: Client) -> None:
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    with clock.at(end - 2 * SECOND):
        client.post(FORM, filled())
    with clock.at(end + timedelta(minutes=31)):
        assert "De termijn is voorbij" in client.get(CHECK).content.decode()
        client.post(CHECK)
        receipt = client.get(RECEIPT).content.decode()
    given = Contribution.objects.get()
    assert given.received_at == end + timedelta(minutes=31)
    assert given.timeliness == "late"
    assert "Te laat" in receipt
    assert "Wij laten u weten of uw reactie nog meetelt." in receipt


def test_what_was_typed_while_the_term_ended_is_taken_in_as_late(client: Client) -> None:
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    with clock.at(end - SECOND):
        assert client.get(FORM).status_code == 200
    with clock.at(end):
        response = client.post(FORM, filled(name=""), follow=True)
        assert "De termijn is voorbij" in response.content.decode()
        client.post(FORM, filled())
        client.post(CHECK)
    assert Contribution.objects.get().timeliness == "late"


def test_a_term_that_is_made_longer_meanwhile_counts(client: Client) -> None:
    consultation = builders.consultation()
    with clock.at(terms.end_of(consultation.closes_on) - timedelta(hours=1)):
        client.post(FORM, filled())
        consultations.put_in_force(
            builders.procedure(
                opens_on=consultation.opens_on,
                closes_on=consultation.closes_on + timedelta(days=7),
                decision_expected_on=consultation.decision_expected_on,
            ),
            actor=builders.staff(Role.EDITOR),
            consultation=consultation,
            term_reason="Storing",
        )
    with clock.at(terms.end_of(consultation.closes_on) + timedelta(days=2)):
        assert "voorbij" not in client.get(CHECK).content.decode()
        client.post(CHECK)
    assert Contribution.objects.get().timeliness == "on_time"


def test_completed_is_the_first_moment_that_everything_was_there(client: Client) -> None:
    consultation = builders.consultation()
    start = terms.noon_of(consultation.opens_on)
    for minutes, over in ((0, {"name": ""}), (5, {}), (10, {"name": "J. de Vries"})):
        with clock.at(start + timedelta(minutes=minutes)):
            client.post(FORM, filled(**over))
    assert Draft.objects.get().completed_at == start + timedelta(minutes=5)
    with clock.at(start + timedelta(minutes=20)):
        client.post(CHECK)
    assert Contribution.objects.get().received_at == start + timedelta(minutes=5)


def test_a_file_that_was_refused_makes_nothing_complete(client: Client) -> None:
    builders.consultation()
    client.post(FORM, filled(attachments=pdf("leeg.pdf", b"")))
    assert Draft.objects.get().completed_at is None
