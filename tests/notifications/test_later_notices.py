"""What a sender hears of a correction, and of something that is missing."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from participatie.accounts.roles import Role
from participatie.core import clock, organisation
from participatie.core.templatetags.prose import nl_date
from participatie.notifications.messages import compose, deliveries_with_content
from participatie.notifications.tasks import send_delivery
from participatie.pipeline.acts import completion, texts
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Delivery
from participatie.pipeline.statuses import Channel, DeliveryKind, DeliveryWay
from tests import builders

pytestmark = pytest.mark.django_db
BY_POST = Contact(name="Ria Smit", street="Kade 2", postcode="9999 AB", city="Harstede")


def letter(**over):
    return builders.contribution(
        builders.consultation(),
        channel=Channel.LETTER,
        contact=BY_POST,
        reply_by=DeliveryWay.LETTER,
        **over,
    )


def notice(kind):
    return deliveries_with_content().get(kind=kind)


def words(delivery):
    message = compose(delivery)
    context = {"message": message, "organisation": organisation.details()}
    return render_to_string("mail/message.txt", context)


def test_a_correction_tells_why_and_what_stands_there_now():
    made = letter(text="De bonen moeten blijven.")

    texts.correct(
        made,
        actor=builders.staff(Role.CLERK),
        text="De bomen moeten blijven.",
        reason="Verkeerd overgetypt.",
    )

    text = words(notice(DeliveryKind.CORRECTION))
    assert "Verkeerd overgetypt." in text
    assert "De bonen moeten blijven." in text
    assert "De bomen moeten blijven." in text


def test_of_two_corrections_each_notice_tells_its_own():
    made, clerk = letter(text="Een twee drie."), builders.staff(Role.CLERK)
    texts.correct(made, actor=clerk, text="Een twee vier.", reason="Eerste.")
    texts.correct(made, actor=clerk, text="Een twee vijf.", reason="Tweede.")

    rows = deliveries_with_content().filter(kind=DeliveryKind.CORRECTION).order_by("pk")
    blocks = (block for row in rows for block in compose(row).blocks if isinstance(block, dict))
    first, second = (block for block in blocks if "pieces" in block)

    assert (first["before"], first["after"]) == ("Een twee drie.", "Een twee vier.")
    assert (second["before"], second["after"]) == ("Een twee vier.", "Een twee vijf.")


def test_a_request_to_complete_says_what_until_when_how_and_what_otherwise():
    made = letter(signatories=[Person(contact=BY_POST, reply_by=DeliveryWay.LETTER)])
    until = clock.today() + timedelta(days=14)

    completion.ask(
        made,
        actor=builders.staff(Role.CLERK),
        missing="Uw handtekening.\nBladzijde 2.",
        until=until,
    )

    # Who signed along is not asked.
    text = words(notice(DeliveryKind.COMPLETION))
    assert "Uw handtekening." in text
    assert "Bladzijde 2." in text
    assert nl_date(until, "weekday") in text
    assert made.reference in text
    assert "inspraak@provincie.example" in text
    assert "niet meetelt" in text or "niet mee kan tellen" in text


def test_by_mail_what_is_missing_stands_on_lines_of_its_own(mailoutbox):
    made = builders.contribution(builders.consultation())
    completion.ask(
        made,
        actor=builders.staff(Role.CLERK),
        missing="Uw adres\nUw handtekening",
        until=clock.today() + timedelta(days=14),
    )

    send_delivery(Delivery.objects.get(kind=DeliveryKind.COMPLETION).pk)

    body = mailoutbox[-1].body
    assert "- Uw adres\n- Uw handtekening" in body
    assert "<li>Uw adres</li>" in mailoutbox[-1].alternatives[0][0]
