"""A draft: kept from the first step, opened with its private link, gone when its time is over."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from participatie.core import clock, terms
from participatie.intake import orphans
from participatie.intake.receive import store
from participatie.intake.web.models import Draft, DraftFile
from participatie.intake.web.tasks import delete_expired_drafts
from participatie.pipeline.models import Contribution, StoredFile
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, filled, pdf, send

pytestmark = pytest.mark.django_db


def keep(client: Client, **over: object) -> str:
    """Keep a draft for later; its private address."""
    response = client.post(FORM, filled(save="1", **over))
    assert response.status_code == 302
    assert re.fullmatch(rf"{FORM}bewaard/(\w{{4}}-?){{3}}/", response["Location"])
    return str(response["Location"])


def test_anything_can_be_kept_for_later_however_incomplete(client: Client) -> None:
    consultation = builders.consultation()
    link = keep(client, name="", email="geen adres", attachments=pdf("kaart.pdf"))
    page = client.get(link).content.decode()
    assert "Nog niet verstuurd" in page
    assert f"http://testserver{link}" in page
    until = terms.end_of(consultation.closes_on) + timedelta(weeks=1)
    assert f"De code en de link werken tot {clock.day_of(until).day} " in page
    assert "geen adres" in client.get(FORM).content.decode()


def test_the_link_brings_the_draft_back_on_another_device(client: Client) -> None:
    builders.consultation()
    link = keep(client, name="", attachments=pdf("kaart.pdf"))
    phone = Client()
    response = phone.get(link)
    assert "De lindes" not in response.content.decode()
    assert "reactie-nl" not in response.cookies
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert phone.post(link, {"continue": "1"})["Location"] == FORM
    page = phone.get(FORM).content.decode()
    assert "De lindes moeten blijven." in page
    assert "kaart.pdf" in page
    assert "Fout: " not in page
    phone.post(FORM, filled())
    phone.post(CHECK)
    assert Contribution.objects.get().attachments.count() == 1
    assert "Deze reactie is verstuurd" in Client().get(link).content.decode()


def test_a_complete_draft_goes_on_at_the_check_page(client: Client) -> None:
    builders.consultation()
    link = keep(client)
    assert Client().post(link, {"continue": "1"})["Location"] == CHECK


def test_the_mail_with_the_link_says_that_the_term_is_over_once_it_is(client: Client) -> None:
    consultation = builders.consultation()
    link = keep(client)
    with clock.at(consultation.closes_at + timedelta(days=1)):
        client.post(link, {"mail": "1", "email": "jan@voorbeeld.example"})
    [message] = mail.outbox
    assert "De termijn is geëindigd op" in message.body
    assert "U kunt reageren tot en met" not in message.body


def test_the_link_can_be_mailed_a_few_times_and_says_nothing_of_the_text(client: Client) -> None:
    builders.consultation()
    link = keep(client)
    answer = client.post(link, {"mail": "1", "email": "jan@voorbeeld.example"})
    assert "jan@voorbeeld.example" in answer.content.decode()
    [message] = mail.outbox
    assert message.to == ["jan@voorbeeld.example"]
    assert f"http://testserver{link}" in message.body
    assert "lindes" not in message.body
    assert "niet verstuurd" in message.body
    assert "e-mailadres" in client.post(link, {"mail": "1", "email": "x"}).content.decode()
    for _time in range(4):
        answer = client.post(link, {"mail": "1", "email": "jan@voorbeeld.example"})
    assert "Kopieer de link zelf" in answer.content.decode()
    assert len(mail.outbox) == 3


def test_a_mail_server_that_is_down_is_said(
    client: Client, settings, caplog: pytest.LogCaptureFixture
) -> None:
    builders.consultation()
    link = keep(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post(link, {"mail": "1", "email": "jan@voorbeeld.example"})
    assert "De mail kon niet worden verstuurd" in answer.content.decode()
    assert "could not be mailed" in caplog.text


def test_a_shared_computer_can_forget_and_a_draft_can_be_deleted(
    client: Client, django_capture_on_commit_callbacks
) -> None:
    builders.consultation()
    link = keep(client, attachments=pdf())
    assert "vergeten" in client.post(link, {"leave": "1"}).content.decode()
    assert client.cookies["reactie-nl"].value == ""
    assert "De lindes" not in client.get(FORM).content.decode()
    on_disk = Path(StoredFile.objects.get().content.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert "verwijderd" in client.post(link, {"delete": "1"}).content.decode()
    assert not Draft.objects.exists()
    assert not StoredFile.objects.exists()
    assert not on_disk.exists()
    assert client.get(link).status_code == 404


def test_a_wrong_link_is_not_found_and_leads_to_a_person(client: Client) -> None:
    builders.consultation()
    response = client.get(f"{FORM}bewaard/{'x' * 32}/")
    assert response.status_code == 404
    assert "0999-000100" in response.content.decode()


def test_the_database_holds_neither_text_nor_secret_in_the_clear(client: Client) -> None:
    builders.consultation()
    link = keep(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM intake_web_draft d")
        row = cursor.fetchone()[0]
    assert "lindes" not in row
    assert "Jan" not in row
    assert link.split("/")[-2] not in row


def test_drafts_go_a_week_after_the_term_and_a_week_after_the_last_change(client: Client) -> None:
    consultation = builders.consultation()
    end = terms.end_of(consultation.closes_on)
    keep(client, attachments=pdf())
    with clock.at(end + timedelta(days=7) - timedelta(seconds=1)):
        delete_expired_drafts()
        assert Draft.objects.exists()
        client.post(FORM, filled(name=""))
    with clock.at(end + timedelta(days=14) - timedelta(minutes=1)):
        delete_expired_drafts()
        assert Draft.objects.exists()
    with clock.at(end + timedelta(days=14)):
        delete_expired_drafts()
    assert not Draft.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_files_that_belong_to_nothing_are_taken_away(client: Client) -> None:
    builders.consultation()
    send(client, attachments=pdf("van een reactie.pdf"))
    other = Client()
    keep(other, attachments=pdf("van een concept.pdf"))
    store(pdf("los.pdf"))
    assert orphans.discard_orphans(before=clock.now() - timedelta(hours=1)) == 0
    with clock.at(clock.now() + timedelta(days=2)):
        delete_expired_drafts()
    names = set(StoredFile.objects.values_list("name", flat=True))
    assert names == {"van een reactie.pdf", "van een concept.pdf"}
    orphans.discard(DraftFile.objects.get().file)
    assert StoredFile.objects.count() == 2
