"""What is set apart and why, and what of it says something about our own mail."""

from datetime import timedelta

import pytest

from participatie.core import algorithms, clock
from participatie.core.models import AlgorithmSwitch
from participatie.intake.email.models import IncomingMail, Kind, State
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.questions import MAX_TEXT
from participatie.pipeline.statuses import Channel, DeliveryStatus, DeliveryWay, Timeliness
from tests import builders
from tests.intake.mail_samples import PDF, WORDS, bounce, came_in, complaint, mailbox, message

pytestmark = pytest.mark.django_db

OURS = "<ontvangst-1@provincie.example>"


def receipt(number=OURS):
    """A receipt that went out by e-mail."""
    builders.contribution(builders.consultation())
    return settle_delivery(
        Delivery.objects.get(), actor=None, status=DeliveryStatus.SENT, message_id=number
    )


def switch_off(slug):
    AlgorithmSwitch.objects.create(
        slug=slug, is_on=False, at=clock.now(), by=builders.staff(), reason="proef"
    )
    assert not algorithms.is_on(slug)


def test_somebody_who_writes_waits_for_a_person():
    mail = came_in(message(files=(("kaart.pdf", PDF, "application/pdf"),)), mailbox())

    assert (mail.state, mail.kind, mail.why) == (State.WAITING, Kind.ORDINARY, "")
    assert mail.read["own"] == WORDS
    assert mail.files.get().file.sha256


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, Kind.AUTO_REPLY),
        ({"Auto_Submitted": "auto-generated (vacation)"}, Kind.AUTO_REPLY),
        ({"Auto_Submitted": "no"}, Kind.ORDINARY),
        ({"X_Auto_Response_Suppress": "All"}, Kind.AUTO_REPLY),
        ({"X_Autoreply": "yes"}, Kind.AUTO_REPLY),
        ({"Precedence": "auto_reply"}, Kind.AUTO_REPLY),
        ({"subject": "Automatisch antwoord: uw bericht"}, Kind.AUTO_REPLY),
        ({"subject": "Out of Office Re: uw bericht"}, Kind.AUTO_REPLY),
        ({"subject": "I am out of the office"}, Kind.AUTO_REPLY),
        ({"subject": "Ik vind dat automatisch antwoorden onbeleefd"}, Kind.ORDINARY),
        ({"List_Id": "<nieuws.dorp.example>"}, Kind.LIST),
        ({"List_Unsubscribe": "<https://dorp.example/af>"}, Kind.LIST),
        ({"Precedence": "bulk"}, Kind.LIST),
    ],
)
def test_what_a_computer_sent_is_set_apart_with_its_sign(headers, kind):
    mail = came_in(message(**headers), mailbox())

    assert mail.kind == kind
    assert mail.state == (State.WAITING if kind is Kind.ORDINARY else State.SET_APART)
    assert bool(mail.why) == (kind is not Kind.ORDINARY)


@pytest.mark.parametrize("report", [bounce, complaint])
def test_a_report_makes_our_notice_one_that_did_not_arrive(report):
    delivery = receipt()
    mail = came_in(report(OURS), mailbox())

    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.BOUNCED
    assert delivery.error
    assert mail.state == State.SET_APART
    assert mail.kind == (Kind.BOUNCE if report is bounce else Kind.COMPLAINT)
    assert mail.delivery == delivery


def test_a_report_that_is_not_the_last_word_changes_nothing():
    delivery = receipt()
    mail = came_in(bounce(OURS, action="delayed", status="4.4.1"), mailbox())

    delivery.refresh_from_db()
    assert (delivery.status, mail.kind) == (DeliveryStatus.SENT, Kind.BOUNCE)


def test_a_report_without_rules_is_recognised_by_what_it_says():
    delivery = receipt()
    words = (
        "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver "
        "your message to the following addresses.\n\n<jan@voorbeeld.example>:\nSorry, no mailbox "
        f"here by that name.\n\n--- Below this line is a copy of the message.\n\nMessage-ID: {OURS}"
    )
    mail = came_in(message(words, sender="<MAILER-DAEMON@mx.example>"), mailbox())

    delivery.refresh_from_db()
    assert (delivery.status, mail.kind) == (DeliveryStatus.BOUNCED, Kind.BOUNCE)


def test_a_person_who_quotes_a_report_is_no_report():
    receipt()
    words = f"Ik kreeg dit:\n\n<jan@voorbeeld.example>: host said: 550 unknown user\n{OURS}"
    mail = came_in(message(words), mailbox())

    assert (mail.kind, Delivery.objects.get().status) == (Kind.ORDINARY, DeliveryStatus.SENT)


def test_a_message_of_our_own_is_no_message_of_somebody():
    receipt()
    by_number = message(number=None, Message_ID=OURS)
    by_address = message(
        sender="inspraak@provincie.example", number=2, Auto_Submitted="auto-generated"
    )
    box = mailbox()

    assert {came_in(raw, box).kind for raw in (by_number, by_address)} == {Kind.OWN}


def test_an_answer_to_our_notice_says_which():
    delivery = receipt()
    box = mailbox(consultation=delivery.contribution.consultation, automatic=True)
    mail = came_in(message(In_Reply_To=OURS), box)

    assert (mail.delivery, mail.state) == (delivery, State.WAITING)


def test_the_same_message_in_two_mailboxes_counts_once():
    first = came_in(message(), mailbox())
    again = came_in(b"Received: from x\n" + message(), mailbox(address="b@provincie.example"))

    assert (first.state, again.state) == (State.WAITING, State.SET_APART)
    assert (again.kind, again.same_as) == (Kind.DUPLICATE, first)


def test_the_same_words_of_the_same_sender_count_once_and_others_count():
    box = mailbox()
    first = came_in(message(), box)
    same = came_in(message(WORDS.replace("\n", "  "), number=2), box)
    other_words = came_in(message("Iets anders.", number=3), box)
    other_file = came_in(message(number=4, files=(("a.pdf", PDF, "application/pdf"),)), box)
    other_sender = came_in(message(sender="piet@voorbeeld.example", number=5), box)

    assert (same.kind, same.same_as) == (Kind.DUPLICATE, first)
    kinds = {mail.kind for mail in (other_words, other_file, other_sender)}
    assert kinds == {Kind.ORDINARY}


def test_the_same_words_for_another_plan_are_no_duplicate():
    one = mailbox(consultation=builders.consultation())
    other = builders.consultation(slug="ander", prefix="AN26")
    came_in(message(), one)
    again = came_in(message(number=2), mailbox(address="b@provincie.example", consultation=other))

    assert again.kind == Kind.ORDINARY


def test_switched_off_everything_waits_for_a_person():
    switch_off("e-mail-herkennen")
    delivery = receipt()
    box = mailbox(consultation=delivery.contribution.consultation, automatic=True)
    mails = [came_in(raw, box) for raw in (message(List_Id="<x>"), message(number=2), bounce(OURS))]

    assert {(mail.state, mail.kind) for mail in mails} == {(State.WAITING, Kind.ORDINARY)}
    assert Delivery.objects.get().status == DeliveryStatus.SENT


def test_switched_off_nothing_is_folded():
    switch_off("e-mail-inklappen")
    mail = came_in(message("Hoi\n\n-- \nJan"), mailbox())

    assert (mail.read["own"], mail.read["folded"]) == ("Hoi\n\n-- \nJan", [])


def test_where_the_mailbox_says_so_a_clean_message_becomes_a_contribution():
    consultation = builders.consultation()
    moment = clock.now() - timedelta(hours=5)
    mail = came_in(
        message("Hoi\n\n-- \nJan", files=(("kaart.pdf", PDF, "application/pdf"),)),
        mailbox(consultation=consultation, automatic=True),
        received_at=moment,
    )

    made = Contribution.objects.get()
    assert (mail.state, mail.contribution) == (State.CONTRIBUTION, made)
    assert (made.channel, made.entered_by, made.text) == (Channel.EMAIL, None, "Hoi\n\n-- \nJan")
    assert (made.received_at, made.timeliness) == (moment, Timeliness.ON_TIME)
    assert made.attachments.get().file == mail.files.get().file
    told = made.deliveries.get()
    assert (told.way, told.recipient.contact.email) == (
        DeliveryWay.EMAIL,
        "jan@voorbeeld.example",
    )


@pytest.mark.parametrize(
    "over",
    [
        {"List_Id": "<x>"},
        {"files": (("x.exe", b"MZ\0\0", "application/octet-stream"),)},
        {"sender": ""},
        {"sender": "geen adres"},
        {"sender": "Inspraak <inspraak@provincie.example>"},
        {"words": ""},
        {"words": "a" * (MAX_TEXT + 1)},
    ],
)
def test_what_is_not_clean_waits_for_a_person_all_the_same(over):
    box = mailbox(consultation=builders.consultation(), automatic=True)
    mail = came_in(message(**over), box)

    assert mail.is_open
    assert not Contribution.objects.exists()


def test_what_came_after_the_term_waits_for_a_person():
    consultation = builders.consultation()
    with builders.after_the_term(consultation):
        mail = came_in(message(), mailbox(consultation=consultation, automatic=True))

    assert mail.state == State.WAITING


def test_reading_twice_does_nothing_the_second_time():
    mail = came_in(message(List_Id="<x>"), mailbox())
    came_in(message(List_Id="<x>"), mail.mailbox)

    assert IncomingMail.objects.count() == 1
    assert [step.kind for step in mail.steps.all()] == ["came_in", "set_apart"]
