"""From a mailbox to the record and back, on a real mail server for each way."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from participatie.accounts.roles import Role
from participatie.intake.email import tasks
from participatie.intake.email.models import IncomingMail, Kind, State
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.statuses import Channel, DeliveryStatus, DeliveryWay
from tests import builders
from tests.fixtures.services import free_port
from tests.fixtures.worker import work_off
from tests.intake.mail_samples import bounce, mailbox, message

CITY = {"street": "Dorpsstraat 1", "city": "Harstede"}


class Outside:
    """The mail servers of others, which take in what we send."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def outside(settings):
    taken = Outside()
    server = Controller(taken, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield taken
    server.stop()


@pytest.mark.django_db(transaction=True)
def test_a_message_is_answered_with_a_receipt_and_what_bounces_goes_by_letter(
    client, mail_server, outside
):
    consultation = builders.consultation()
    mailbox(mail_server, consultation=consultation)
    client.force_login(builders.staff(Role.CLERK))
    mail_server.deliver(message("De bomen moeten blijven."))
    tasks.fetch_mail.defer()
    work_off()
    mail = IncomingMail.objects.get()
    page = f"/balie/e-mail/{mail.pk}/reactie/"
    given = {"consultation": consultation.pk, "kind": "person", "name": "Jan de Vries"}
    given |= {"email": "jan@voorbeeld.example", "reply_by": "email", **CITY}
    assert client.post(page, given).status_code == 302
    work_off()

    made = Contribution.objects.get()
    assert (made.channel, made.text) == (Channel.EMAIL, "De bomen moeten blijven.")
    (receipt,) = outside.received
    assert receipt["To"] == "jan@voorbeeld.example"
    assert made.follow_code in receipt.get_body(("plain",)).get_content()

    mail_server.deliver(bounce(receipt["Message-ID"]), bytes(receipt))
    tasks.fetch_mail.defer()
    work_off()
    told = Delivery.objects.get()
    assert told.status == DeliveryStatus.BOUNCED
    kinds = IncomingMail.objects.filter(state=State.SET_APART).values_list("kind", flat=True)
    assert set(kinds) == {Kind.BOUNCE, Kind.OWN}
    assert made.reference in client.get("/balie/post/?stapel=mislukt").content.decode()

    client.post(f"/balie/post/anders/{told.pk}/", {"way": DeliveryWay.LETTER})
    told.refresh_from_db()
    assert told.status == DeliveryStatus.REPLACED
    assert told.replaced_by.way == DeliveryWay.LETTER
    assert mail_server.messages() == []
    assert len(mail_server.messages("Verwerkt")) == 3
