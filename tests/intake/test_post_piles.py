"""The post: letters to print, people to call, and what did not arrive."""

import re

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.intake.post import letters
from participatie.intake.post.models import BatchLetter, PrintBatch
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


def test_the_letters_that_are_chosen_make_a_batch_in_order():
    first, _second, third = waiting(3)

    answer = clerk_client().post(POST, {"notice": keys([third, first])})

    batch = PrintBatch.objects.get()
    assert answer.url == f"/balie/post/partijen/{batch.number}/"
    assert [letter.delivery_id for letter in batch.letters.all()] == keys([first, third])
    assert statuses() == ["waiting"] * 3


def test_all_means_those_that_were_on_the_list_when_it_was_shown(monkeypatch):
    monkeypatch.setattr(piles, "PER_PAGE", 2)
    consultation = builders.consultation()
    shown = waiting(3, consultation=consultation)
    client = clerk_client()
    page = client.get(POST)
    waiting(1, consultation=consultation)

    client.post(POST, {"all": "1", "until": page.context["until"]})

    assert list(BatchLetter.objects.values_list("delivery", flat=True)) == keys(shown)


def test_all_leaves_out_what_was_unticked_on_the_page(monkeypatch):
    monkeypatch.setattr(piles, "PER_PAGE", 2)
    unticked, ticked, next_page = waiting(3)
    client = clerk_client()
    page = client.get(POST)
    shown = re.findall(r'name="shown" value="(\d+)"', page.content.decode())
    assert shown == [str(unticked.pk), str(ticked.pk)]

    client.post(
        POST,
        {"all": "1", "until": page.context["until"], "shown": shown, "notice": [ticked.pk]},
    )

    taken = list(BatchLetter.objects.values_list("delivery", flat=True))
    assert taken == keys([ticked, next_page])


def test_the_list_can_be_narrowed_to_one_consultation_and_kind():
    mine = waiting(2, consultation=builders.consultation())
    other = builders.consultation(slug="haven", prefix="HV26", title="Nieuwe haven")
    waiting(1, consultation=other)
    client = clerk_client()
    only = f"{POST}?stapel=drukken&consultation=dorpsweg&kind=receipt"

    page = client.get(only)
    assert [row["delivery"].pk for row in page.context["notices"]] == keys(mine)
    assert "Nieuwe haven" in page.content.decode()
    none = client.get(f"{POST}?stapel=drukken&kind=decision")
    assert none.context["notices"] == []
    client.post(only, {"all": "1", "until": page.context["until"]})

    assert list(BatchLetter.objects.values_list("delivery", flat=True)) == keys(mine)


def test_narrowing_by_nonsense_shows_everything():
    first = waiting()[0]

    page = clerk_client().get(f"{POST}?kind=onzin&consultation=1%00&page=x")

    assert first.contribution.reference in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Kies eerst een of meer brieven."),
        ({"notice": ["x", "-1"]}, "Kies eerst een of meer brieven."),
        ({"notice": ["999999"]}, "Een collega was u voor."),
        ({"all": "1", "until": "x"}, "Kies eerst een of meer brieven."),
    ],
)
def test_nothing_or_nonsense_chosen_is_said_so(sent, said):
    waiting()

    answer = clerk_client().post(POST, sent)

    assert said in answer.content.decode()
    assert not PrintBatch.objects.exists()


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


def test_what_is_told_by_telephone_is_not_printed():
    delivery = waiting(way=DeliveryWay.PHONE)[0]

    clerk_client().post(f"{POST}?stapel=bellen", {"notice": [delivery.pk]})

    assert not PrintBatch.objects.exists()


def test_mail_that_did_not_arrive_is_listed_with_its_reason():
    failed, bounced = waiting(2, way=DeliveryWay.EMAIL)
    clerk = builders.staff(Role.CLERK)
    settle_delivery(failed, actor=None, status=DeliveryStatus.FAILED, error="SMTPServerDown")
    settle_delivery(bounced, actor=clerk, status=DeliveryStatus.SENT)
    settle_delivery(bounced, actor=None, status=DeliveryStatus.BOUNCED, error="no such user")

    page = clerk_client().get(f"{POST}?stapel=mislukt").content.decode()

    assert "SMTPServerDown" in page
    assert "no such user" in page


@pytest.mark.parametrize("pile", ["drukken", "bellen", "mislukt", "gepost", "onzin"])
def test_an_empty_pile_says_so(pile):
    assert 'class="empty"' in clerk_client().get(f"{POST}?stapel={pile}").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("pile", "way", "queries"),
    [("drukken", DeliveryWay.LETTER, 8), ("bellen", DeliveryWay.PHONE, 7)],
)
def test_a_pile_takes_the_same_queries_for_any_number_of_rows(
    rows, pile, way, queries, django_assert_num_queries
):
    waiting(rows, way=way)
    client = clerk_client()

    with django_assert_num_queries(queries):
        client.get(f"{POST}?stapel={pile}")


def test_letters_can_be_made_by_one_renderer_only(monkeypatch):
    monkeypatch.setattr(letters, "_renderers", [])
    with pytest.raises(LookupError):
        letters.render([])

    def renderer(order):
        return order

    assert letters.register_renderer(renderer) is renderer
    letters.register_renderer(renderer)
    with pytest.raises(ValueError, match="already"):
        letters.register_renderer(sum)
    assert letters.render([]).deliveries == []
