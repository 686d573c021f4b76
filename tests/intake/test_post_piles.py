"""The post: letters to print, people to call, and what did not arrive."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from participatie.accounts.roles import Role
from participatie.core.pdf import PdfError
from participatie.intake.post import letters
from participatie.intake.post.views import piles
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import Channel, DeliveryStatus, DeliveryWay
from tests import builders
from tests.intake.desk_form import clerk_client

pytestmark = pytest.mark.django_db
POST = "/balie/post/"


def waiting(count=1, way=DeliveryWay.LETTER, consultation=None):
    """Receipts that wait, to go this way."""
    consultation = consultation or builders.consultation()
    for _ in range(count):
        builders.contribution(consultation, channel=Channel.LETTER, reply_by=way)
    return list(Delivery.objects.filter(way=way).order_by("pk"))


def keys(deliveries):
    return [delivery.pk for delivery in deliveries]


def statuses():
    return [delivery.status for delivery in Delivery.objects.order_by("pk")]


def test_letters_to_print_are_listed_and_chosen_beforehand():
    first, second = waiting(2)

    page = clerk_client().get(POST).content.decode()

    for delivery in (first, second):
        assert f'name="notice" value="{delivery.pk}" id="notice-{delivery.pk}" checked' in page
        assert delivery.contribution.reference in page
    assert "Ontvangstbevestiging" in page or "ontvangstbevestiging" in page.lower()


def test_the_chosen_letters_come_in_one_pdf_in_order_and_nothing_changes():
    first, _second, third = waiting(3)

    answer = clerk_client().post(POST, {"pdf": "1", "notice": keys([third, first])})

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="brieven-')
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert text.index(first.contribution.reference) < text.index(third.contribution.reference)
    assert "DW26-0002" not in text
    assert statuses() == ["waiting"] * 3


def test_letters_are_printed_posted_and_come_back():
    delivery = waiting()[0]
    client = clerk_client()

    for pile, act, status in (
        ("drukken", "gedrukt", "printed"),
        ("posten", "opnieuw", "waiting"),
        ("drukken", "gedrukt", "printed"),
        ("posten", "gepost", "posted"),
        ("gepost", "retour", "returned"),
    ):
        answer = client.post(f"{POST}?stapel={pile}", {"do": act, "notice": [delivery.pk]})
        assert answer.url == f"{POST}?stapel={pile}"
        assert statuses() == [status]
    assert delivery.contribution.reference in client.get(f"{POST}?stapel=mislukt").content.decode()


def test_printed_and_posted_can_be_said_at_once():
    delivery = waiting()[0]

    clerk_client().post(POST, {"do": "gedrukt-en-gepost", "notice": [delivery.pk]})

    assert statuses() == ["posted"]


def test_all_means_those_that_were_on_the_list_when_it_was_shown(monkeypatch):
    monkeypatch.setattr(piles, "PER_PAGE", 2)
    consultation = builders.consultation()
    waiting(3, consultation=consultation)
    client = clerk_client()
    page = client.get(POST)
    waiting(1, consultation=consultation)

    client.post(POST, {"do": "gedrukt", "all": "1", "until": page.context["until"]})

    assert statuses() == ["printed"] * 3 + ["waiting"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "gedrukt"}, "Kies eerst een of meer brieven."),
        ({"do": "gedrukt", "notice": ["x", "999999", "-1"]}, "liggen niet meer op deze stapel"),
        ({"do": "gedrukt", "all": "1", "until": "x"}, "Kies eerst een of meer brieven."),
        ({"do": "onzin", "notice": "mine"}, "Kies wat ermee moet gebeuren."),
        ({"do": "retour", "notice": "mine"}, "Kies wat ermee moet gebeuren."),
    ],
)
def test_nothing_or_nonsense_chosen_is_said_so(sent, said):
    delivery = waiting()[0]
    values = {key: delivery.pk if value == "mine" else value for key, value in sent.items()}

    answer = clerk_client().post(POST, values)

    assert said in answer.content.decode()
    assert statuses() == ["waiting"]


def test_two_clerks_posting_the_same_letter_is_noted_once():
    delivery = waiting()[0]
    first, second = clerk_client(), clerk_client("ander@provincie.example")
    first.post(POST, {"do": "gedrukt", "notice": [delivery.pk]})

    answer = second.post(POST, {"do": "gedrukt", "notice": [delivery.pk]})

    assert "Iemand anders heeft het al gedaan." in answer.content.decode()
    assert statuses() == ["printed"]


def test_a_pdf_that_cannot_be_made_is_said_so(monkeypatch):
    def fail(deliveries):
        raise PdfError("letter.typ: broken")

    delivery = waiting()[0]
    monkeypatch.setattr(letters, "_renderers", [fail])

    answer = clerk_client().post(POST, {"pdf": "1", "notice": [delivery.pk]})

    assert "De PDF kon niet worden gemaakt" in answer.content.decode()
    assert statuses() == ["waiting"]


def test_people_to_call_are_listed_with_number_and_what_to_tell():
    delivery = waiting(way=DeliveryWay.PHONE)[0]
    client = clerk_client()

    page = client.get(f"{POST}?stapel=bellen").content.decode()

    assert "0612345678" in page
    assert "Geef het nummer en de volgcode" in page
    answer = client.post(
        reverse("desk:settle", args=[delivery.pk]), {"status": "told", "back": "post:piles"}
    )
    assert answer.url == f"{POST}?stapel=bellen"
    assert statuses() == [DeliveryStatus.TOLD]
    assert "Niemand wacht" in client.get(answer.url).content.decode()


def test_what_a_colleague_did_a_moment_ago_is_said_so():
    call = waiting(way=DeliveryWay.PHONE)[0]
    colleague = clerk_client("ander@provincie.example")
    address = reverse("desk:settle", args=[call.pk])
    colleague.post(address, {"status": "told"})

    page = clerk_client().post(address, {"status": "told"}, follow=True).content.decode()

    assert "Dit was al genoteerd: telefonisch verteld." in page


@pytest.mark.parametrize("button", [{"pdf": "1"}, {"do": "gedrukt"}])
def test_what_is_told_by_telephone_is_not_printed(button):
    delivery = waiting(way=DeliveryWay.PHONE)[0]

    answer = clerk_client().post(f"{POST}?stapel=bellen", button | {"notice": [delivery.pk]})

    assert "Kies wat ermee moet gebeuren." in answer.content.decode()
    assert statuses() == ["waiting"]


def test_mail_that_did_not_arrive_is_listed_with_its_reason():
    failed, bounced = waiting(2, way=DeliveryWay.EMAIL)
    clerk = builders.staff(Role.CLERK)
    settle_delivery(failed, actor=None, status=DeliveryStatus.FAILED, error="SMTPServerDown")
    settle_delivery(bounced, actor=clerk, status=DeliveryStatus.SENT)
    settle_delivery(bounced, actor=None, status=DeliveryStatus.BOUNCED, error="no such user")

    page = clerk_client().get(f"{POST}?stapel=mislukt").content.decode()

    assert "SMTPServerDown" in page
    assert "no such user" in page


@pytest.mark.parametrize("pile", ["drukken", "posten", "bellen", "mislukt", "gepost", "onzin"])
def test_an_empty_pile_says_so(pile):
    assert 'class="empty"' in clerk_client().get(f"{POST}?stapel={pile}").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("pile", "way"), [("drukken", DeliveryWay.LETTER), ("bellen", DeliveryWay.PHONE)]
)
def test_a_pile_takes_the_same_queries_for_any_number_of_rows(
    rows, pile, way, django_assert_num_queries
):
    waiting(rows, way=way)
    client = clerk_client()

    with django_assert_num_queries(7):
        client.get(f"{POST}?stapel={pile}")


def test_letters_can_be_made_by_one_renderer_only(monkeypatch):
    monkeypatch.setattr(letters, "_renderers", [])
    with pytest.raises(LookupError):
        letters.render([])

    assert letters.register_renderer(len) is len
    letters.register_renderer(len)
    with pytest.raises(ValueError, match="already"):
        letters.register_renderer(sum)
    assert letters.render([]) == 0
