"""Letters that are not for us (Awb 2:3)."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from participatie.core import clock
from participatie.intake.desk import sent_on
from participatie.intake.desk.models import SentOn
from participatie.pipeline.models import Contribution
from tests.intake.desk_form import clerk_client

pytestmark = pytest.mark.django_db
REGISTER = "desk:sent_on"


def send(client=None, **over):
    typed = {
        "received_on": date_format(clock.today(), "d-m-Y"),
        "about": "Een dakkapel aan de Kade",
        "name": "Ria Smit",
        "street": "Kade 2",
        "postcode": "9999ab",
        "city": "Harstede",
        "kind": "on",
        "body_name": "Gemeente Harstede",
        "body_address": "Postbus 1\n9910 AA Harstede",
        "reason": "De gemeente gaat over vergunningen.",
    } | over
    return (client or clerk_client()).post(reverse(REGISTER), typed)


def words(client, found):
    pdf = client.get(reverse("desk:sent_on_letters", args=[found.pk])).content
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def test_a_letter_for_another_body_goes_there_with_word_to_its_sender():
    client = clerk_client()

    answer = send(client)

    found = SentOn.objects.get()
    assert answer.url == reverse("desk:sent_on_one", args=[found.pk])
    text = words(client, found)
    assert "Ria Smit Kade 2" in text[0]
    assert "Uw brief gaat naar Gemeente Harstede" in text[0]
    assert "Postbus 1 9910 AA Harstede" in text[-1]
    assert "Een dakkapel aan de Kade" in text[-1]
    assert found.reference in text[0]
    assert Contribution.objects.count() == 0


def test_a_letter_that_is_registered_twice_stands_there_once_and_the_next_one_too():
    client = clerk_client()
    key = str(client.get(reverse(REGISTER)).context["form"]["key"].value())

    first = send(client, key=key)
    again = send(client, key=key)
    other = send(client, key=key, about="Een schuur aan de Kade")

    assert first.url == again.url != other.url
    assert SentOn.objects.count() == 2


def test_a_sender_without_an_address_keeps_nobody_from_sending_it_on():
    client = clerk_client()
    send(client, name="", street="", postcode="", city="")

    text = words(client, SentOn.objects.get())

    assert "Postbus 1" in text[0]


def test_a_letter_for_no_public_body_goes_back():
    client = clerk_client()
    send(client, kind="back", body_name="", body_address="")

    text = words(client, SentOn.objects.get())

    assert "U krijgt uw brief terug" in " ".join(text)


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"body_address": ""}, "naar welke instantie"),
        ({"kind": "back", "street": ""}, "Zonder adres"),
        ({"about": ""}, "waar het over gaat"),
        ({"received_on": "1-1-2099"}, "in de toekomst"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(over, said):
    page = send(**over).content.decode()

    assert said in page
    assert "De gemeente gaat over vergunningen." in page
    assert not SentOn.objects.exists()


def test_posted_is_noted_once():
    client = clerk_client()
    send(client)
    found = SentOn.objects.get()
    address = reverse("desk:sent_on_posted", args=[found.pk])

    client.post(address)
    page = client.post(address, follow=True).content.decode()

    found.refresh_from_db()
    assert found.posted_by is not None
    assert "al genoteerd als gepost" in page


def test_after_a_year_it_is_not_known_any_more_who_wrote_about_what():
    send()
    with clock.at(clock.now() + timedelta(days=364)):
        assert sent_on.erase_old() == 0
    with clock.at(clock.now() + timedelta(days=366)):
        assert sent_on.erase_old() == 1

    found = SentOn.objects.get()
    assert (found.about, found.sender.name, found.body_name) == ("", "", "Gemeente Harstede")
    client = clerk_client()
    assert client.get(reverse("desk:sent_on_one", args=[found.pk])).status_code == 200
    assert client.get(reverse("desk:sent_on_letters", args=[found.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_takes_the_same_queries_for_any_number(count, django_assert_num_queries):
    client = clerk_client()
    for _number in range(count):
        send(client)

    with django_assert_num_queries(5):
        client.get(reverse(REGISTER))
