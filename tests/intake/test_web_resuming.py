"""Going on with a draft by its code, and being warned before it goes."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from participatie.accounts.roles import Role
from participatie.core import clock, codes, log_masks, terms
from participatie.intake.web import limits
from participatie.intake.web.models import Draft
from participatie.intake.web.tasks import warn_about_drafts
from participatie.pipeline.acts import consultations
from participatie.pipeline.models import Consultation, Contribution
from tests import builders
from tests.fixtures.worker import work_off
from tests.intake.web_visitor import CHECK, FORM, errors, filled

pytestmark = pytest.mark.django_db
RESUME = f"{FORM}verder/"
DAY = timedelta(days=1)


def kept(client: Client, **over: object) -> str:
    """Keep a draft; its code."""
    return client.post(FORM, filled(save="1", **over))["Location"].split("/")[-2]


def longer(consultation: Consultation, days: int) -> Consultation:
    return consultations.put_in_force(
        builders.procedure(closes_on=consultation.closes_on + timedelta(days=days)),
        actor=builders.staff(Role.EDITOR),
        consultation=consultation,
        term_reason="Er kwamen stukken bij.",
    )


def test_the_code_brings_the_draft_back_however_it_is_typed(client: Client) -> None:
    builders.consultation()
    code = kept(client)
    assert codes.is_code(code)
    page = client.get(f"{FORM}bewaard/{code}/").content.decode()
    for group in code.split("-"):
        assert f">{group}" in page
    elsewhere = Client()
    assert "Typ de code hier" in elsewhere.get(RESUME).content.decode()
    link = f"{FORM}bewaard/{code}/"
    for typed in (code, code.lower().replace("-", " "), f"http://testserver{link}"):
        assert elsewhere.post(RESUME, {"code": typed})["Location"] == link
    assert elsewhere.post(link, {"continue": "1"})["Location"] == CHECK
    elsewhere.post(CHECK)
    assert Contribution.objects.get().text == "De lindes moeten blijven."


def test_a_code_leads_to_its_own_consultation(client: Client) -> None:
    builders.consultation()
    builders.consultation(slug="elders", prefix="EL26")
    code = kept(client)
    answer = Client().post("/inspraak/elders/reageren/verder/", {"code": code})
    assert answer["Location"] == f"{FORM}bewaard/{code}/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Vul uw code in."),
        ("7KQ4", "Een code heeft 12 tekens"),
        ("7KQ4-M2XD-9RT6", "typefout"),
        ("P2RP-GDMP-72AS", "Wij kennen geen reactie met deze code"),
        ("http://x/bewaard/zomaar/", "Wij kennen geen reactie met deze code"),
    ],
)
def test_a_wrong_code_is_said_and_stays_in_the_field(client: Client, typed: str, said: str) -> None:
    builders.consultation()
    response = client.post(RESUME, {"code": typed})
    assert said in errors(response)
    assert response.context["form"]["code"].value() == typed
    assert "0999-000100" in response.content.decode()


def test_guessing_codes_is_stopped_for_the_network_that_does(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.consultation()
    code = kept(client)
    monkeypatch.setattr(limits, "WRONG_CODES", 2)
    guesser = Client(REMOTE_ADDR="203.0.113.7")
    guesser.post(RESUME, {"code": codes.generate()})
    guesser.get(f"{FORM}bewaard/{codes.generate()}/")
    for response in (
        guesser.post(RESUME, {"code": code}),
        guesser.get(f"{FORM}bewaard/{code}/"),
        guesser.post(f"{FORM}bewaard/{code}/", {"continue": "1"}),
    ):
        assert response.status_code == 429
        assert "kwartier" in errors(response)
    other = Client(REMOTE_ADDR="203.0.113.8")
    assert other.post(RESUME, {"code": code}).status_code == 302


def test_the_code_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    for line in (f"GET {FORM}bewaard/7KQ4-M2XD-9RT5/ 200", "code 7kq4-m2xd-9rt5"):
        record = logging.LogRecord("x", logging.INFO, "", 0, line, (), None)
        log_masks.MaskSecrets().filter(record)
        assert "9rt5" not in record.getMessage().lower()


def warned(moment) -> list[str]:
    """Whom the worker mails at this moment."""
    mail.outbox.clear()
    with clock.at(moment):
        warn_about_drafts.defer(timestamp=0)
        work_off()
    return [message.to[0] for message in mail.outbox]


@pytest.mark.django_db(transaction=True)
def test_who_left_an_address_is_warned_once_before_the_term_ends(client: Client) -> None:
    consultation = builders.consultation()
    kept(client)
    Client().post(FORM, filled(email="geen adres", save="1"))
    end = terms.end_of(consultation.closes_on)
    assert warned(end - 4 * DAY) == []
    assert warned(end - 3 * DAY) == ["jan@voorbeeld.example"]
    [message] = mail.outbox
    assert "lindes" not in message.body
    assert f"http://testserver{RESUME}" in message.body
    assert "/bewaard/" not in message.body
    until = clock.day_of(end + timedelta(weeks=1))
    assert f"Op {until.day} " in " ".join(message.body.split())
    assert warned(end - 2 * DAY) == []
    assert Draft.objects.filter(warned_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("days", "is_kept"), [(-1, True), (5, False)])
def test_who_had_the_link_mailed_gets_it_again_and_after_the_term_the_address_is_gone(
    client: Client, days: int, is_kept: bool
) -> None:
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    with clock.at(end - DAY if days > 0 else clock.now()):
        code = kept(client, email="")
        link = f"{FORM}bewaard/{code}/"
        client.post(link, {"mail": "1", "email": "oma@voorbeeld.example"})
    assert warned(end + days * DAY) == ["oma@voorbeeld.example"]
    assert f"http://testserver{link}" in mail.outbox[0].body
    assert bool(Draft.objects.get().mailed) is is_kept


@pytest.mark.django_db(transaction=True)
def test_the_warning_is_in_the_language_that_the_form_was_filled_in(client: Client) -> None:
    consultation = builders.consultation()
    client.post("/en" + FORM, filled(name=""))
    assert warned(terms.end_of(consultation.closes_on) - DAY) == ["jan@voorbeeld.example"]
    [message] = mail.outbox
    assert message.subject == "Your contribution has not been sent yet"
    assert "/en" + RESUME in message.body


@pytest.mark.django_db(transaction=True)
def test_what_was_written_later_is_warned_about_before_it_goes(client: Client) -> None:
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    with clock.at(end - DAY):
        kept(client)
    assert warned(end + 3 * DAY) == []
    assert warned(end + 5 * DAY) == ["jan@voorbeeld.example"]
    assert "De termijn is geëindigd op" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_a_sent_draft_is_not_warned_about_and_a_dead_mail_server_is_tried_again(
    client: Client, settings
) -> None:
    consultation = builders.consultation()
    kept(client)
    other = Client()
    other.post(FORM, filled(email="piet@voorbeeld.example"))
    other.post(CHECK)
    end = terms.end_of(consultation.closes_on)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert warned(end - 2 * DAY) == []
    settings.EMAIL_BACKEND = working
    assert warned(end - DAY) == ["jan@voorbeeld.example"]


@pytest.mark.django_db(transaction=True)
def test_a_longer_term_is_told_on_the_pages_and_in_the_mail(client: Client) -> None:
    consultation = builders.consultation()
    code = kept(client)
    assert "verlengd" not in client.get(FORM).content.decode()
    longer(consultation, 14)
    said = "De termijn is verlengd tot en met"
    for page in (FORM, CHECK, f"{FORM}bewaard/{code}/"):
        assert said in client.get(page).content.decode()
    assert "De lindes moeten blijven." in client.get(FORM).content.decode()
    end = terms.end_of(consultation.closes_on)
    assert warned(end - DAY) == []
    assert warned(end + 13 * DAY) == ["jan@voorbeeld.example"]
    assert said in mail.outbox[0].body


def test_who_begins_after_a_term_was_made_longer_is_not_told_that_it_was(client: Client) -> None:
    consultation = builders.consultation()
    longer(consultation, 14)
    said = "De termijn is verlengd tot en met"
    with clock.at(clock.now() + DAY):
        assert said not in client.get(FORM).content.decode()
        kept(client)
        for page in (FORM, CHECK):
            assert said not in client.get(page).content.decode()
