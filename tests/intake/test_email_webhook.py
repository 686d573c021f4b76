"""Messages and reports that a mail provider brings by webhook, signed."""

import base64
import json

import pytest
from django.db import DatabaseError

from participatie.intake.email.models import IncomingMail, State
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import DeliveryStatus
from tests import builders
from tests.fixtures.worker import work_off
from tests.intake.mail_samples import WORDS, mailbox, message

LOGIN = base64.b64encode(b"anymail:geheim").decode()


def bring(client, raw=None, login=LOGIN, number="nr-1", to="inspraak@provincie.example"):
    event = {
        "FromFull": {"Email": "jan@voorbeeld.example", "Name": "Jan"},
        "OriginalRecipient": to,
        "MessageID": number,
        "RawEmail": (raw or message()).decode(),
    }
    return post(client, "inbound", event, login)


def post(client, what, event, login=LOGIN):
    return client.post(
        f"/anymail/postmark/{what}/",
        json.dumps(event),
        content_type="application/json",
        headers={"authorization": f"Basic {login}"},
    )


def report(client, kind, number):
    event = {
        "MessageID": number,
        "Metadata": {},
        "RecordType": "SpamComplaint" if kind == "SpamComplaint" else "Bounce",
        "Type": kind,
        "Email": "jan@voorbeeld.example",
        "ID": 1,
        "BouncedAt": "2026-11-22T05:00:00Z",
    }
    return post(client, "tracking", event)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("webhook")
def test_a_message_is_kept_at_once_read_after_and_never_twice(client):
    general = mailbox(name="Algemeen", address="algemeen@provincie.example")
    own = mailbox(consultation=builders.consultation())
    for _ in range(2):
        assert bring(client).status_code == 200
    mail = IncomingMail.objects.get()
    assert (mail.state, mail.mailbox) == (State.NEW, own)
    bring(client, message("Iets anders", number=2), number="nr-2", to="wie@provincie.example")
    work_off()

    mail.refresh_from_db()
    assert (mail.state, mail.read["own"]) == (State.WAITING, WORDS)
    assert IncomingMail.objects.exclude(pk=mail.pk).get().mailbox in (general, own)


@pytest.mark.django_db
@pytest.mark.usefixtures("webhook")
def test_a_call_without_the_secret_brings_nothing(client):
    wrong = base64.b64encode(b"anymail:raad").decode()

    assert bring(client, login=wrong).status_code == 400
    assert not IncomingMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("webhook")
def test_what_cannot_be_kept_now_is_an_error_so_that_it_comes_again(client, monkeypatch):
    def fails(*args):
        raise DatabaseError

    monkeypatch.setattr("participatie.intake.email.webhook.keep", fails)
    client.raise_request_exception = False
    assert bring(client).status_code == 500
    monkeypatch.undo()

    assert bring(client).status_code == 200
    assert IncomingMail.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("webhook")
@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("HardBounce", DeliveryStatus.BOUNCED),
        ("SpamComplaint", DeliveryStatus.BOUNCED),
        ("BadEmailAddress", DeliveryStatus.BOUNCED),
        ("Transient", DeliveryStatus.SENT),
        ("AutoResponder", DeliveryStatus.SENT),
    ],
)
def test_a_report_about_our_notice_is_noted_once(client, kind, status):
    builders.contribution(builders.consultation())
    delivery = settle_delivery(
        Delivery.objects.get(), actor=None, status=DeliveryStatus.SENT, message_id="nr-9"
    )
    for _ in range(2):
        assert report(client, kind, "nr-9").status_code == 200
    report(client, kind, "van-een-ander")

    delivery.refresh_from_db()
    assert (delivery.status, bool(delivery.error)) == (status, status == DeliveryStatus.BOUNCED)
