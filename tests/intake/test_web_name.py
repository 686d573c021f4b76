"""Whether the name may be published: chosen by the sender, the same at every door."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from participatie.pipeline import kinds
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import Contact, Contribution, Event
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel, Regime
from tests import builders
from tests.intake import desk_form
from tests.intake.desk_form import clerk_client
from tests.intake.web_visitor import CHECK, FORM, RECEIPT, errors, filled, send

pytestmark = pytest.mark.django_db
NAMED = {"name_may_be_published": "on"}


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_nobody_is_named_who_did_not_say_so(client: Client) -> None:
    builders.consultation()
    assert not client.get(FORM).context["form"]["name_may_be_published"].value()
    given = send(client)
    assert given.name_may_be_published is False
    rows = {row.key: row.text for row in client.get(RECEIPT).context["about"]}
    assert rows["Uw naam mag openbaar worden"] == "Nee"
    follow = reverse("tracking:follow", args=[given.follow_code])
    assert "Wij publiceren uw naam niet." in text_of(client, follow)


def test_the_permission_is_shown_wherever_the_sender_looks(client: Client) -> None:
    builders.consultation()
    client.post(FORM, filled(**NAMED))
    assert "Ja, met de naam “Jan de Vries”" in text_of(client, CHECK)
    client.post(CHECK)
    given = Contribution.objects.get()
    assert given.name_may_be_published is True
    assert "Ja, met de naam “Jan de Vries”" in text_of(client, RECEIPT)
    pages = PdfReader(BytesIO(client.get(f"{RECEIPT}kopie/").content)).pages
    assert "Ja, met de naam “Jan de Vries”" in "".join(page.extract_text() for page in pages)
    follow = text_of(client, reverse("tracking:follow", args=[given.follow_code]))
    assert reverse("tracking:name", args=[given.follow_code]) in follow
    assert "de Vries" not in follow
    event = Event.objects.get(kind=kinds.RECEIVED, contribution=given)
    assert event.data["name_may_be_published"] is True


def test_who_gives_no_name_is_asked_which_name_is_meant(client: Client) -> None:
    builders.consultation(regime=Regime.INFORMAL)
    response = client.post(FORM, filled(name="", **NAMED), follow=True)
    assert errors(response) == "Vul de naam in die openbaar mag worden, of haal het vinkje weg."
    assert response.context["form"]["name_may_be_published"].value()


@pytest.mark.parametrize(
    ("over", "shown"),
    [
        ({"organisation": "Dorpsraad"}, "Dorpsraad"),
        ({"organisation": "Dorpsraad", "represented_name": "Oma de Vries"}, "Oma de Vries"),
    ],
)
def test_the_name_is_that_of_whose_contribution_it_is(
    client: Client, over: dict[str, str], shown: str
) -> None:
    builders.consultation(regime=Regime.INFORMAL)
    given = send(client, **NAMED | over)
    assert given.submitter.contact.public_name == shown
    assert f"Ja, met de naam “{shown}”" in text_of(client, RECEIPT)


def test_a_clerk_notes_what_the_sender_said_about_the_name() -> None:
    builders.consultation()
    client = clerk_client()
    desk_form.send(client, Channel.LETTER, **NAMED)
    desk_form.send(client, Channel.LETTER)
    permitted, kept_out = Contribution.objects.order_by("number")
    assert (permitted.name_may_be_published, kept_out.name_may_be_published) == (True, False)
    page = text_of(client, reverse("desk:contribution", args=[permitted.reference]))
    assert "Naam mag openbaar worden" in page

    refused = desk_form.send(client, Channel.LETTER, name="", reply_by="collect", **NAMED)
    assert "Typ de naam die openbaar mag worden" in refused.content.decode()


def test_a_clerk_checks_the_permission_when_reading_back() -> None:
    builders.consultation()
    client = clerk_client()
    answer = desk_form.send(client, Channel.PHONE, button="read_back", **NAMED)
    shown = {row["key"]: row["value"] for row in client.get(answer.url).context["known"]}
    assert shown["Naam mag openbaar worden"] == "Ja"
    client.post(answer.url, {"agreed": "1"})
    assert Contribution.objects.get().name_may_be_published


def test_a_permission_without_a_name_is_refused() -> None:
    with pytest.raises(Refused, match="geen naam"):
        builders.contribution(
            builders.consultation(),
            submitter=Person(contact=Contact(email="jan@voorbeeld.example")),
            name_may_be_published=True,
        )
