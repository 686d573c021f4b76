"""The page for telling by telephone what became of a contribution."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.acts import contributions
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, Delivery
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    DeliveryStatus,
    DeliveryWay,
    Status,
)
from tests import builders
from tests.intake.desk_form import PDF, clerk_client, scan

pytestmark = pytest.mark.django_db


def page_of(contribution, client=None):
    address = reverse("desk:contribution", args=[contribution.reference])
    return (client or clerk_client()).get(address).content.decode()


def test_the_first_sentence_says_how_far_it_is():
    consultation = builders.consultation()
    received = builders.contribution(consultation)
    admitted = builders.admitted(consultation)
    declined = contributions.decline(
        builders.contribution(consultation),
        actor=builders.staff(Role.HANDLER),
        reason="Dit gaat over een ander besluit.",
    )
    withdrawn = contributions.withdraw(builders.contribution(consultation), actor=None)

    assert "Wij moeten de reactie nog bekijken" in page_of(received)
    assert "wordt beantwoord" in page_of(admitted)
    assert "niet in behandeling genomen: Dit gaat over een ander besluit." in page_of(declined)
    assert "is op" in page_of(withdrawn)
    assert "ingetrokken" in page_of(withdrawn)


def test_a_published_answer_is_told_in_plain_words_with_what_changed():
    contribution = builders.decided()

    page = page_of(contribution)

    assert "Uw reactie is beantwoord op" in page
    assert "Wij doen dit. De tekst verandert." in page
    assert "Wij doen dit niet, omdat het niet veilig is." in page
    assert "Artikel 1" in page


def test_a_letter_shows_its_postmark_and_whose_notice_is_whose():
    consultation = builders.consultation()
    other = Person(
        contact=Contact(name="Karin Smit", street="Kade 2", city="Harstede"),
        reply_by=DeliveryWay.LETTER,
    )
    made = builders.contribution(
        consultation,
        channel=Channel.LETTER,
        postmarked_on=clock.today() - timedelta(days=1),
        signatories=[other],
    )

    page = page_of(made)

    assert "Datum van het poststempel" in page
    assert date_format(made.postmarked_on, "j F Y") in page
    assert "medeondertekenaar: K… S…" in page
    assert "Karin" not in page


def test_an_answer_that_is_not_published_is_not_told():
    consultation = builders.consultation()
    contribution = builders.admitted(consultation)
    builders.approved_answer(builders.point(contribution))

    page = page_of(contribution)

    assert "Dit wordt nog beantwoord." in page
    assert "niet veilig" not in page


def test_contact_details_are_shown_on_request_only_and_that_is_logged(caplog):
    contribution = builders.contribution(builders.consultation())
    client = clerk_client()
    page = page_of(contribution, client)
    for hidden in ("Vries", "Dorpsstraat", "0612345678", "jan@voorbeeld.example"):
        assert hidden not in page
    assert "J… d… V…" in page
    assert "Testdorp" in page

    logging.getLogger("participatie").addHandler(caplog.handler)
    with caplog.at_level(logging.INFO, logger="participatie.desk"):
        shown = client.post(reverse("desk:contact", args=[contribution.reference]))
    logging.getLogger("participatie").removeHandler(caplog.handler)

    for detail in ("Jan de Vries", "Dorpsstraat 1", "0612345678", "jan@voorbeeld.example"):
        assert detail in shown.content.decode()
        assert detail not in caplog.text
    assert "contact details of DW26-0001 shown to user" in caplog.text
    assert client.get(reverse("desk:contact", args=[contribution.reference])).status_code == 405


def test_the_follow_code_is_shown_on_request_only_and_that_is_logged(caplog):
    contribution = builders.contribution(builders.consultation())
    client, code = clerk_client(), contribution.follow_code
    assert code.split("-")[0] not in page_of(contribution, client)

    logging.getLogger("participatie").addHandler(caplog.handler)
    with caplog.at_level(logging.INFO, logger="participatie.desk"):
        shown = client.post(reverse("desk:code", args=[contribution.reference]))
    logging.getLogger("participatie").removeHandler(caplog.handler)

    assert code.split("-")[0] in shown.content.decode()
    assert code not in caplog.text
    assert "follow code of DW26-0001 shown to user" in caplog.text


def test_who_typed_it_in_and_from_what_is_shown():
    contribution = builders.contribution(
        builders.consultation(), channel=Channel.LETTER, entered_from="twee bladen"
    )

    page = page_of(contribution)

    assert "Clerk Test" in page
    assert "twee bladen" in page


def test_files_can_be_opened():
    from participatie.intake.receive import store

    stored = store(scan("<b>brief.pdf"))
    contribution = builders.contribution(
        builders.consultation(), attachments=[(stored, AttachmentKind.SCAN)]
    )
    client = clerk_client()

    page = page_of(contribution, client)

    address = reverse("file:download", args=[stored.pk])
    assert f'href="{address}"' in page
    assert escape("<b>brief.pdf") in page
    answer = client.get(address)
    assert b"".join(answer) == PDF
    answer.close()


def test_it_is_withdrawn_on_request_with_who_asked():
    contribution = builders.contribution(builders.consultation())
    client = clerk_client()
    address = reverse("desk:withdraw", args=[contribution.reference])
    assert "Schrijf op wie" in client.post(address, {"reason": " "}).content.decode()

    answer = client.post(address, {"reason": "de indiener, per telefoon"})

    contribution.refresh_from_db()
    assert contribution.status == Status.WITHDRAWN
    page = client.get(answer.url).content.decode()
    assert "de indiener, per telefoon" in page
    assert address not in page


def test_a_refused_withdrawal_says_why_and_keeps_what_was_typed():
    contribution = builders.answered()
    client = clerk_client()
    assert reverse("desk:withdraw", args=[contribution.reference]) not in page_of(contribution)

    answer = client.post(
        reverse("desk:withdraw", args=[contribution.reference]), {"reason": "per brief gevraagd"}
    )

    page = answer.content.decode()
    assert "beantwoord" in page
    assert "per brief gevraagd" in page
    assert "<title>Fout: " in page


def test_a_letter_that_came_back_is_noted():
    contribution = builders.contribution(builders.consultation(), reply_by=DeliveryWay.LETTER)
    clerk, delivery = builders.staff(Role.CLERK), Delivery.objects.get()
    for status in (DeliveryStatus.PRINTED, DeliveryStatus.POSTED):
        settle_delivery(delivery, actor=clerk, status=status)
    client = clerk_client()
    assert "Brief kwam terug" in page_of(contribution, client)

    client.post(reverse("desk:settle", args=[delivery.pk]), {"status": "returned"})

    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.RETURNED
    assert "Telefonisch verteld" in page_of(contribution, client)

    client.post(reverse("desk:settle", args=[delivery.pk]), {"status": "told"})

    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.TOLD


@pytest.mark.parametrize(("status", "code"), [("posted", 302), ("onzin", 404), ("", 404)])
def test_a_state_that_cannot_be_is_refused(status, code):
    builders.contribution(builders.consultation(), reply_by=DeliveryWay.PHONE)
    delivery, client = Delivery.objects.get(), clerk_client()

    answer = client.post(reverse("desk:settle", args=[delivery.pk]), {"status": status})

    assert answer.status_code == code
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.WAITING


def test_a_colleague_who_looked_just_now_is_named():
    contribution = builders.contribution(builders.consultation())
    page_of(contribution, clerk_client("els@provincie.example"))

    assert "Els Test opende deze reactie" in page_of(contribution)
    assert "opende deze reactie" not in page_of(contribution)


def test_an_unknown_number_is_not_found():
    assert clerk_client().get("/balie/reactie/DW26-0009/").status_code == 404
    assert clerk_client().get("/balie/reactie/onzin/").status_code == 404


def test_what_people_wrote_is_never_markup():
    contribution = builders.contribution(
        builders.consultation(),
        text="<script>alert(1)</script>",
        contact=Contact(name="<i>Jan</i>", city="<b>Dorp</b>", organisation="<u>Club</u>"),
        reply_by=DeliveryWay.COLLECT,
    )

    page = clerk_client().post(reverse("desk:contact", args=[contribution.reference]))

    for raw in ("<script>alert", "<i>Jan", "<b>Dorp", "<u>Club"):
        assert raw not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number_of_points(rows, django_assert_num_queries):
    consultation = builders.consultation()
    people = [
        contributions.Person(contact=Contact(name=f"Buur {n}"), reply_by=DeliveryWay.COLLECT)
        for n in range(rows)
    ]
    contribution = builders.admitted(consultation, signatories=people)
    quotes = ["De bomen langs de weg", "Het fietspad mag breder.", "Groeten uit het dorp!"]
    for quote in quotes[:rows]:
        builders.point(contribution, quote)
    client = clerk_client()

    with django_assert_num_queries(15):
        page_of(Contribution.objects.get(), client)
