"""What a sender can ask of us and gets from us, whichever door they take.

Large print, letters in English, and the signed promise that what came in is in the ledger.
"""

import io
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.ledger import keys, verify
from participatie.ledger.evidence import grouped
from participatie.ledger.promises import received
from participatie.notifications.messages import compose, promise_of
from participatie.notifications.tasks import send_delivery
from participatie.pipeline.acts import answers, contributions, decisions
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, Delivery
from participatie.pipeline.statuses import Channel, DeliveryKind, DeliveryWay, LetterForm
from tests import builders
from tests.intake import desk_form, meeting_room, web_visitor
from tests.intake.mail_samples import WORDS, came_in, mailbox, message

pytestmark = pytest.mark.django_db
ADDRESS = {"street": "Dorpsstraat 5", "postcode": "9911 XA", "city": "Harstede"}


def by_telephone(clerk: Client, **typed: str) -> None:
    key = uuid4()
    desk_form.send(clerk, Channel.PHONE, key=key, button="read_back", **typed)
    clerk.post(reverse("desk:read_back", args=[Channel.PHONE, key]), {"agreed": "1"})


def by_letter(clerk: Client, **typed: str) -> None:
    desk_form.send(clerk, Channel.LETTER, **typed)


def by_email(clerk: Client, **typed: str) -> None:
    mail = came_in(message(WORDS), mailbox(consultation=builders.consultation()))
    confirm = clerk.get(f"/balie/e-mail/{mail.pk}/").context["confirm"]
    given = {name: confirm[name].value() for name in confirm.fields}
    filled = {name: value for name, value in given.items() if value}
    clerk.post(f"/balie/e-mail/{mail.pk}/reactie/", filled | typed)


def at_a_meeting(clerk: Client, **typed: str) -> None:
    meeting_room.speak(clerk, meeting_room.meeting(), **typed)


@pytest.mark.parametrize("door", [by_telephone, by_letter, by_email, at_a_meeting])
def test_who_reads_english_gets_it_from_us_at_every_door(door):
    if door in (by_telephone, by_letter):
        builders.consultation()
    clerk = desk_form.clerk_client()

    door(clerk, language="en")

    made = Contribution.objects.get()
    assert made.language == "en"
    receipt = compose(Delivery.objects.get())
    assert receipt.subject == f"We have received your contribution {made.reference}"
    page = clerk.get(reverse("desk:contribution", args=[made.reference]))
    assert "Wij schrijven in" in page.content.decode()


@pytest.mark.parametrize("door", [by_telephone, by_letter, by_email, at_a_meeting])
def test_where_nothing_was_chosen_we_write_in_dutch(door):
    if door in (by_telephone, by_letter):
        builders.consultation()

    door(desk_form.clerk_client())

    assert Contribution.objects.get().language == "nl"


def test_large_print_can_be_asked_for_in_the_web_form(client: Client):
    builders.consultation()

    large = {"reply_by": "letter", "letter_form": "large"} | ADDRESS
    made = web_visitor.send(client, **large)

    assert made.submitter.letter_form == LetterForm.LARGE
    told = {row.key: row.text for row in client.get(web_visitor.RECEIPT).context["about"]}
    assert told["Vorm van de brieven"] == "brief in grote letters"


def test_who_asks_for_nothing_in_the_web_form_gets_a_normal_letter(client: Client):
    builders.consultation()

    made = web_visitor.send(client, reply_by="letter", **ADDRESS)

    assert made.submitter.letter_form == LetterForm.NORMAL
    asked = {row.key for row in client.get(web_visitor.RECEIPT).context["about"]}
    assert "Vorm van de brieven" not in asked


@pytest.mark.parametrize("way", list(DeliveryWay))
def test_receipt_answer_and_decision_come_by_the_way_that_was_asked_at_every_door(way):
    consultation = builders.consultation()
    contact = Contact(name="Jan", email="jan@voorbeeld.example", phone="0612345678", **ADDRESS)
    person = Person(contact=contact, reply_by=way)
    given = [builders.contribution(consultation, channel=c, submitter=person) for c in Channel]
    with builders.after_the_term(consultation):
        admitted = [contributions.admit(g, actor=builders.staff(Role.HANDLER)) for g in given]
        builders.approved_answer(*(builders.point(one) for one in admitted))
        decision = builders.decision(consultation)
        approver = builders.staff(Role.APPROVER)
        answers.publish_answers(consultation, actor=approver)
        decisions.adopt_decision(
            decision, actor=approver, adopted_by="Provinciale Staten", adopted_on=clock.today()
        )

    told = [(kind, way) for kind in ("receipt", "outcome", "decision")]
    for one in given:
        sent = one.deliveries.order_by("pk").values_list("kind", "way")
        assert list(sent) == [(DeliveryKind(kind), by) for kind, by in told], one.channel
        notice = compose(one.deliveries.get(kind=DeliveryKind.OUTCOME))
        assert "niet veilig" in str(notice.blocks), one.channel


def fingerprint(made: Contribution) -> str:
    return grouped(bytes(received(made).leaf))


def signed_for(note: str) -> tuple[str, str]:
    """Number and fingerprint in a promise, when the checker of the ledger accepts it."""
    number, leaf, _at = verify.promise_of(note, [str(keys.signers()[0].verifier)])
    return number, grouped(leaf)


@pytest.mark.parametrize("door", [by_telephone, by_letter, by_email, at_a_meeting])
@pytest.mark.parametrize("way", [DeliveryWay.EMAIL, DeliveryWay.LETTER])
def test_the_receipt_carries_our_signed_promise_at_every_door(door, way):
    if door in (by_telephone, by_letter):
        builders.consultation()
    reach = {"reply_by": way, "email": "jan@voorbeeld.example"} | ADDRESS

    door(desk_form.clerk_client(), **reach)

    made, delivery = Contribution.objects.get(), Delivery.objects.get()
    assert delivery.way == way
    promised = made.reference, fingerprint(made)
    assert signed_for(promise_of(delivery)) == promised
    if way == DeliveryWay.EMAIL:
        mail.outbox.clear()
        send_delivery(delivery.pk)
        ((name, note, _type),) = mail.outbox[0].attachments
        assert (name, signed_for(note)) == ("belofte.txt", promised)
    else:
        assert fingerprint(made) in str(compose(delivery).blocks)


def test_the_web_receipt_its_copy_and_the_slip_of_the_desk_carry_the_promise(client: Client):
    builders.consultation()
    made = web_visitor.send(client)
    page = client.get(web_visitor.RECEIPT)
    assert fingerprint(made) in page.content.decode()
    saved = client.get(reverse("tracking:promise", args=[made.follow_code]))
    assert signed_for(saved.content.decode()) == (made.reference, fingerprint(made))
    copy = PdfReader(io.BytesIO(client.get(page.context["copy_url"]).content))
    (note,) = copy.attachments["belofte.txt"]
    assert note == saved.content
    assert fingerprint(made) in " ".join(" ".join(p.extract_text() for p in copy.pages).split())

    clerk = desk_form.clerk_client()
    by_telephone(clerk)
    told = Contribution.objects.latest("pk")
    slip = clerk.get(reverse("desk:slip", args=[told.reference])).content.decode()
    assert fingerprint(told) in slip
