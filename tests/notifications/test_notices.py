"""Every sender hears of it, by their own way."""

import io
import re
import smtplib
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.post import letters
from participatie.notifications.tasks import send_delivery
from participatie.pipeline.acts import contributions
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, Delivery
from participatie.pipeline.statuses import (
    Channel,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
)
from tests import builders
from tests.fixtures.services import free_port

pytestmark = pytest.mark.django_db

NOBODY = Contact()
NAME_ONLY = Contact(name="Ria")
BY_POST = Contact(name="Ria Smit", street="Kade 2", postcode="9999 XX", city="Harstede")
BY_PHONE = Contact(name="Ria", phone="0612345678")


def send_all():
    for job in ProcrastinateJob.objects.filter(task_name="notifications.send_delivery"):
        send_delivery(**job.args)


@pytest.mark.parametrize(
    ("contact", "wish", "way", "status"),
    [
        (builders.JAN, DeliveryWay.EMAIL, DeliveryWay.EMAIL, DeliveryStatus.WAITING),
        (builders.JAN, DeliveryWay.LETTER, DeliveryWay.LETTER, DeliveryStatus.WAITING),
        (builders.JAN, DeliveryWay.PHONE, DeliveryWay.PHONE, DeliveryStatus.WAITING),
        (builders.JAN, DeliveryWay.COLLECT, DeliveryWay.COLLECT, DeliveryStatus.AVAILABLE),
        (BY_POST, DeliveryWay.EMAIL, DeliveryWay.LETTER, DeliveryStatus.WAITING),
        (BY_PHONE, DeliveryWay.LETTER, DeliveryWay.PHONE, DeliveryStatus.WAITING),
        (NAME_ONLY, DeliveryWay.EMAIL, DeliveryWay.COLLECT, DeliveryStatus.AVAILABLE),
        (NOBODY, DeliveryWay.EMAIL, DeliveryWay.COLLECT, DeliveryStatus.AVAILABLE),
    ],
)
def test_a_receipt_goes_the_way_that_reaches_the_sender(contact, wish, way, status):
    builders.contribution(builders.consultation(), contact=contact, reply_by=wish)
    delivery = Delivery.objects.get()
    assert (delivery.kind, delivery.way, delivery.status) == (DeliveryKind.RECEIPT, way, status)


@pytest.mark.parametrize("channel", list(Channel))
def test_every_door_gives_the_same_receipt(channel):
    contribution = builders.contribution(builders.consultation(), channel=channel)
    send_all()
    [sent] = mail.outbox
    assert contribution.reference in sent.subject
    html = sent.alternatives[0].content
    for text in (sent.body, html):
        assert contribution.follow_code in text
        assert "Dorpsweg" in text
        assert f"/volg/{contribution.follow_code}/" in text
    assert Delivery.objects.get().status == DeliveryStatus.SENT


@pytest.mark.parametrize(("clerk", "times"), [(None, 1), (Role.CLERK, 0)])
def test_the_time_stands_in_the_receipt_of_who_sent_the_form_not_of_what_a_clerk_brought_in(
    clerk, times
):
    actor = builders.staff(clerk) if clerk else None
    builders.contribution(builders.consultation(), channel=Channel.WEB, actor=actor)
    send_all()
    assert len(re.findall(r"Ontvangen: .* om \d+\.\d\d uur", mail.outbox[0].body)) == times


def test_the_text_of_a_contribution_is_not_in_a_mail():
    builders.contribution(builders.consultation(), text="Mijn dochter is ziek.")
    send_all()
    assert "dochter" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content


def test_a_name_with_markup_is_text_in_the_mail():
    contact = Contact(name="<b>Jan</b>", email="jan@voorbeeld.example")
    builders.contribution(builders.consultation(), contact=contact)
    send_all()
    assert "<b>Jan</b>" not in mail.outbox[0].alternatives[0].content
    assert "Geachte <b>Jan</b>," in mail.outbox[0].body


def test_a_second_run_of_the_job_sends_nothing():
    builders.contribution(builders.consultation())
    send_all()
    send_all()
    assert len(mail.outbox) == 1


def test_a_failed_mail_is_seen_on_the_delivery_and_tried_again(monkeypatch):
    builders.contribution(builders.consultation())
    with monkeypatch.context() as broken:
        broken.setattr(
            "django.core.mail.backends.locmem.EmailBackend.send_messages",
            lambda *args: (_ for _ in ()).throw(smtplib.SMTPServerDisconnected("gone")),
        )
        with pytest.raises(smtplib.SMTPServerDisconnected):
            send_all()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.error) == (DeliveryStatus.FAILED, "SMTPServerDisconnected")
    send_all()
    assert Delivery.objects.get().status == DeliveryStatus.SENT


def test_the_representative_hears_and_every_signatory(monkeypatch):
    lawyer = Person(
        contact=Contact(name="Mr. Bos", email="bos@kantoor.example"), reply_by=DeliveryWay.EMAIL
    )
    builders.contribution(
        builders.consultation(),
        represented_by=lawyer,
        signatories=[Person(contact=BY_POST, reply_by=DeliveryWay.LETTER)],
    )
    assert sorted(Delivery.objects.values_list("way", flat=True)) == ["email", "letter"]
    send_all()
    assert [message.to for message in mail.outbox] == [["bos@kantoor.example"]]


def test_a_declined_contribution_is_told_why():
    contribution = builders.contribution(builders.consultation())
    contributions.decline(
        contribution, actor=builders.staff(Role.HANDLER), reason="Gaat over een andere weg."
    )
    send_all()
    assert "Gaat over een andere weg." in mail.outbox[-1].body


def test_a_withdrawal_is_confirmed():
    contributions.withdraw(builders.contribution(builders.consultation()), actor=None)
    send_all()
    assert "ingetrokken" in mail.outbox[-1].subject


def test_senders_are_told_what_was_done_with_each_point():
    contribution = builders.decided()
    send_all()
    outcome, decision = mail.outbox[-2:]
    assert f"{contribution.reference}.1" in outcome.body
    assert "overgenomen" in outcome.body
    assert "De bomen blijven staan." in outcome.body
    assert "Provinciale Staten" in decision.body
    assert "De bomen blijven staan." in decision.body
    kinds = Delivery.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["receipt", "outcome", "decision"]


def test_letters_are_one_accessible_pdf_in_order():
    consultation = builders.consultation()
    given = [
        builders.contribution(
            consultation,
            channel=Channel.LETTER,
            contact=BY_POST,
            reply_by=DeliveryWay.LETTER,
        )
        for _ in range(2)
    ]

    pdf = PdfReader(io.BytesIO(letters.render(list(Delivery.objects.order_by("-pk"))).pdf))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = "\n".join(page.extract_text() for page in pdf.pages)
    positions = [text.index(c.follow_code) for c in reversed(given)]
    assert positions == sorted(positions)
    assert "Ria Smit" in text
    assert "Kade 2" in text


def test_composing_many_letters_takes_the_same_number_of_queries(django_assert_num_queries):
    consultation = builders.consultation()
    for expected in (1, 3):
        while Contribution.objects.count() < expected:
            builders.contribution(consultation, contact=BY_POST, reply_by=DeliveryWay.LETTER)
        with django_assert_num_queries(4):
            letters.render(list(Delivery.objects.all()))


def letter_to(delivery):
    pages = PdfReader(io.BytesIO(letters.render([delivery]).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_representative_reads_whose_contribution_it_is_and_a_signatory_why():
    lawyer = Person(contact=BY_POST, reply_by=DeliveryWay.LETTER)
    builders.contribution(
        builders.consultation(),
        channel=Channel.LETTER,
        contact=Contact(name="K. Hoekstra", organisation="Maatschap Hoekstra"),
        represented_by=lawyer,
        signatories=[Person(contact=BY_POST, reply_by=DeliveryWay.LETTER)],
    )

    to_lawyer, to_signatory = (letter_to(row) for row in Delivery.objects.order_by("pk"))

    assert "die u hebt ingediend namens Maatschap Hoekstra" in to_lawyer
    assert "omdat u deze reactie mee hebt ondertekend" in to_signatory
    assert "Hoekstra" not in to_signatory


def test_a_receipt_after_the_decision_promises_nothing_that_is_past():
    late = builders.decided().consultation

    with clock.at(late.decided_at + timedelta(days=200)):
        given = builders.contribution(
            late, channel=Channel.LETTER, contact=BY_POST, reply_by=DeliveryWay.LETTER
        )
        said = letter_to(given.deliveries.get())

    assert "Het besluit is al genomen." in said
    assert "Wij verwachten een besluit" not in said
    assert "Na de termijn lezen wij" not in said
    assert "Op tijd" not in said


class Mailbox:
    """Keeps what a real SMTP server is given."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        self.received.append(envelope)
        return "250 OK"


def test_a_receipt_arrives_through_a_real_smtp_server(settings):
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        contribution = builders.contribution(builders.consultation())
        send_all()
    finally:
        server.stop()
    [envelope] = mailbox.received
    assert envelope.rcpt_tos == ["jan@voorbeeld.example"]
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert message["Auto-Submitted"] == "auto-generated"
    parts = [part.get_content_type() for part in message.walk()]
    assert parts == [
        "multipart/mixed",
        *("multipart/alternative", "text/plain", "text/html"),
        "text/plain",
    ]
    assert contribution.follow_code in message.get_body(("plain",)).get_content()
