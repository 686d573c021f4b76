"""What a clerk does to a contribution that came in: correct, add, ask to complete, send again."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import completion
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Contact, Contribution, Delivery
from participatie.pipeline.statuses import Channel, DeliveryKind, DeliveryStatus, DeliveryWay
from tests import builders
from tests.intake.desk_form import clerk_client, scan

pytestmark = pytest.mark.django_db
BY_POST = Contact(name="Ria Smit", street="Kade 2", postcode="9999 AB", city="Harstede")


def letter(**over):
    over = {"contact": BY_POST, "reply_by": DeliveryWay.LETTER} | over
    return builders.contribution(builders.consultation(), channel=Channel.LETTER, **over)


def send(act, made, client=None, **typed):
    address = reverse(f"desk:{act}", args=[made.reference])
    return (client or clerk_client()).post(address, typed)


def page_of(made, client=None):
    address = reverse("desk:contribution", args=[made.reference])
    return (client or clerk_client()).get(address).content.decode()


def test_a_correction_shows_the_new_words_and_keeps_the_first_ones():
    made = letter(text="De bonen moeten blijven.")

    answer = send("correct", made, text="De bomen moeten blijven.", reason="Letter gemist.")

    assert answer.url == reverse("desk:contribution", args=[made.reference])
    made.refresh_from_db()
    assert (made.text, made.words) == ("De bonen moeten blijven.", "De bomen moeten blijven.")
    page = page_of(made)
    assert "Letter gemist." in page
    assert "<del>" in page
    assert "bonen</del>" in page


def test_words_with_points_on_them_are_not_corrected_and_the_page_says_why():
    made = builders.admitted(builders.consultation(), channel=Channel.LETTER)
    builders.point(made)
    client = clerk_client()

    page = client.get(reverse("desk:correct", args=[made.reference])).content.decode()
    answer = send("correct", made, client, text="Iets anders.", reason="Fout.")

    assert "Uit deze woorden zijn punten gehaald" in page
    assert "<textarea" not in page
    assert answer.status_code == 200
    assert Contribution.objects.get(pk=made.pk).words == builders.TEXT


def test_a_correction_without_a_reason_keeps_what_was_typed():
    made = letter()

    page = send("correct", made, text="Heel andere woorden.", reason="").content.decode()

    assert "Heel andere woorden." in page
    assert "Schrijf op wat er fout was" in page
    assert not made.text_versions.exists()


def test_an_addition_comes_below_with_its_files():
    made = letter()

    send("add", made, text="En de sloot ook.", came_from="brief", attachments=[scan()])

    made.refresh_from_db()
    assert made.words.endswith("En de sloot ook.")
    assert made.attachments.get().file.name == "brief.pdf"


def test_an_addition_that_is_sent_twice_is_added_once_and_other_words_are_added_too():
    made, client = letter(), clerk_client()
    form = client.get(reverse("desk:add", args=[made.reference])).context["form"]
    key = str(form["key"].value())

    for _click in range(2):
        send(
            "add",
            made,
            client,
            text="En de sloot ook.",
            came_from="brief",
            key=key,
            attachments=[scan()],
        )
    send("add", made, client, text="En de brug.", came_from="brief", key=key)

    made.refresh_from_db()
    assert made.words.count("En de sloot ook.") == 1
    assert made.words.count("En de brug.") == 1
    assert made.attachments.count() == 1


def test_a_file_that_was_sent_stays_when_something_else_is_missing():
    made, client = letter(), clerk_client()

    page = send("add", made, client, text="", came_from="", attachments=[scan()])
    kept = page.context["stored"].token
    assert "brief.pdf" in page.content.decode()
    send("add", made, client, text="", came_from="per post", kept=kept)

    assert made.attachments.get().file.name == "brief.pdf"


def test_a_request_to_complete_suggests_two_weeks_and_goes_to_the_sender():
    made, client = letter(), clerk_client()
    suggested = terms.last_day(clock.today() + timedelta(days=1), 2)

    page = client.get(reverse("desk:ask", args=[made.reference])).content.decode()
    assert date_format(suggested, "d-m-Y") in page

    send(
        "ask",
        made,
        client,
        missing=["signature", "pages"],
        other="De kaart",
        until=date_format(suggested, "d-m-Y"),
    )

    asked = made.completion_requests.get()
    assert asked.until == suggested
    assert asked.missing.splitlines()[0] == "Uw handtekening."
    assert asked.missing.splitlines()[-1] == "De kaart"
    notice = Delivery.objects.get(kind=DeliveryKind.COMPLETION)
    assert notice.way == DeliveryWay.LETTER
    assert "Gevraagd om aan te vullen" in page_of(made)


def test_nothing_chosen_is_nothing_asked():
    made = letter()

    page = send("ask", made, until=date_format(clock.today() + timedelta(days=9), "d-m-Y"))

    assert "Kies wat er ontbreekt" in page.content.decode()
    assert not made.completion_requests.exists()


def test_a_term_that_passed_stands_on_the_page_until_it_is_settled():
    made, clerk = letter(), builders.staff(Role.CLERK)
    until = clock.today() + timedelta(days=3)
    completion.ask(made, actor=clerk, missing="Uw naam.", until=until)

    with clock.at(terms.noon_of(until + timedelta(days=1))):
        assert "nog niet afgehandeld" in page_of(made)
        send("settle_request", made, note="Er kwam niets.")
        assert "nog niet afgehandeld" not in page_of(made)
        assert "noteerden wij: Er kwam niets." in page_of(made)

    assert made.completion_requests.get().settled_note == "Er kwam niets."


def test_who_moved_is_reached_at_the_new_address_and_the_track_does_not_say_where(caplog):
    made = letter()
    address = reverse("desk:change_contact", args=[made.reference, made.submitter_id])
    client = clerk_client()
    logging.getLogger("participatie").addHandler(caplog.handler)
    with caplog.at_level(logging.INFO, logger="participatie.desk"):
        page = client.get(address).content.decode()
    logging.getLogger("participatie").removeHandler(caplog.handler)
    assert "Kade 2" in page
    assert "contact details of DW26-0001 shown to user" in caplog.text

    client.post(
        address,
        {
            "name": "Ria Smit",
            "street": "Singel 9",
            "postcode": "9911xa",
            "city": "Gent",
            "country": "België",
            "reply_by": "letter",
            "letter_form": "large",
            "reason": "Belde zelf.",
        },
    )

    made.submitter.refresh_from_db()
    assert made.submitter.contact.address_lines[:2] == ["Ria Smit", "Singel 9"]
    assert made.submitter.contact.address_lines[-1] == "BELGIË"
    assert made.submitter.letter_form == "large"
    event = made.events.get(kind="contribution.contact_changed")
    assert "Singel" not in str(event.data)


def test_a_way_that_lacks_its_detail_is_not_kept():
    made = letter()
    address = reverse("desk:change_contact", args=[made.reference, made.submitter_id])

    page = clerk_client().post(
        address,
        {"name": "Ria", "reply_by": "email", "letter_form": "normal", "reason": "Belde."},
    )

    assert "Vul het e-mailadres in" in page.content.decode() or page.context["form"].errors["email"]
    made.submitter.refresh_from_db()
    assert made.submitter.reply_by == DeliveryWay.LETTER


def test_somebody_of_another_contribution_is_not_found():
    made = letter()
    other = builders.contribution(made.consultation)

    address = reverse("desk:change_contact", args=[made.reference, other.submitter_id])

    assert clerk_client().get(address).status_code == 404


def test_a_letter_that_came_back_goes_again_by_telephone():
    made = letter(contact=builders.JAN)
    clerk = builders.staff(Role.CLERK)
    first = made.deliveries.get()
    for status in (DeliveryStatus.PRINTED, DeliveryStatus.POSTED, DeliveryStatus.RETURNED):
        settle_delivery(first, actor=clerk, status=status)
    client = clerk_client()
    assert "Op de bellijst" in page_of(made, client)

    answer = client.post(reverse("desk:again", args=[first.pk]), {"way": "phone"})

    assert answer.url == reverse("desk:contribution", args=[made.reference])
    again = made.deliveries.get(replaces=first)
    assert (again.way, again.status) == (DeliveryWay.PHONE, DeliveryStatus.WAITING)
    first.refresh_from_db()
    assert first.status == DeliveryStatus.REPLACED


def test_told_by_telephone_can_be_undone():
    made = letter(contact=builders.JAN, reply_by=DeliveryWay.PHONE)
    notice, client = made.deliveries.get(), clerk_client()
    address = reverse("desk:settle", args=[notice.pk])
    client.post(address, {"status": "told"})
    assert "Toch niet verteld" in page_of(made, client)

    client.post(address, {"status": "waiting"})

    notice.refresh_from_db()
    assert notice.status == DeliveryStatus.WAITING


def test_a_contribution_that_another_body_sent_on_says_so():
    made = letter(
        first_received_on=clock.today() - timedelta(days=4), forwarded_by="Gemeente Harstede"
    )

    assert "Gemeente Harstede" in page_of(made)
