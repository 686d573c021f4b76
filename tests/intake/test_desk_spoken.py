"""Typing in what was said aloud: calls and visits, read back before saving."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from participatie.core import clock
from participatie.core.templatetags.prose import spelled
from participatie.intake.desk.models import DeskEntry
from participatie.pipeline.acts import consultations
from participatie.pipeline.models import Contribution, Delivery
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import Channel, DeliveryStatus, DeliveryWay
from tests import builders
from tests.intake.desk_form import CALL, address, clerk_client, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def consultation():
    return builders.consultation()


def read_back(key, channel=Channel.PHONE):
    return reverse("desk:read_back", args=[channel, key])


def test_a_call_is_read_back_before_it_is_saved():
    client, key = clerk_client(), uuid4()

    answer = send(client, Channel.PHONE, key=key, button="read_back")

    assert answer.url == read_back(key)
    assert not Contribution.objects.exists()
    page = client.get(answer.url).content.decode()
    assert "Klopt dit zo?" in page
    assert CALL["text"] in page
    assert "Piet Bakker" in page


def test_yes_saves_and_shows_number_code_and_how_to_spell_it():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back")

    answer = client.post(read_back(key), {"agreed": "1"})

    made = Contribution.objects.get()
    assert made.entered_from == "voorgelezen en akkoord"
    page = client.get(answer.url).content.decode()
    assert made.reference in page
    assert spelled(made.follow_code) in page
    assert not DeskEntry.objects.exists()


def test_no_leads_back_with_nothing_lost_and_the_new_text_is_read_again():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back", note="sprak snel")
    page = client.get(read_back(key)).content.decode()
    assert f'href="{address(Channel.PHONE, key)}"' in page

    form = client.get(address(Channel.PHONE, key)).content.decode()

    for kept in (CALL["text"], "Piet Bakker", "06 1234 5678", "sprak snel"):
        assert kept in form
    send(client, Channel.PHONE, key=key, button="read_back", text="Het mag juist smaller.")
    assert "Het mag juist smaller." in client.get(read_back(key)).content.decode()
    client.post(read_back(key), {"agreed": "1"})
    assert Contribution.objects.get().text == "Het mag juist smaller."


def test_saving_without_agreement_is_noted():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back", note="lijn viel weg")

    client.post(read_back(key), {"not_agreed": "1"})

    assert Contribution.objects.get().entered_from == "lijn viel weg; niet voorgelezen"


def test_yes_pressed_twice_is_one_contribution():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back")

    first, again = (client.post(read_back(key), {"agreed": "1"}) for _ in range(2))

    assert first.url == again.url == reverse("desk:saved", args=["DW26-0001"])
    assert Contribution.objects.count() == 1


def test_an_incomplete_entry_cannot_be_saved_around_the_form():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="choose", phone="")

    answer = client.post(read_back(key), {"agreed": "1"})

    assert set(answer.context["form"].errors) == {"phone"}
    assert not Contribution.objects.exists()


def test_a_colleague_cannot_read_my_entry():
    key = uuid4()
    send(clerk_client(), Channel.PHONE, key=key, button="read_back")

    assert clerk_client("ander@provincie.example").get(read_back(key)).status_code == 403


def test_a_refused_act_shows_its_reason_and_keeps_everything(monkeypatch):
    from participatie.intake import receive
    from participatie.pipeline.refusals import Refused

    def refuse(*args, **kwargs):
        raise Refused("Dat kan nu niet.")

    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back")
    monkeypatch.setattr(receive, "receive", refuse)

    page = client.post(read_back(key), {"agreed": "1"}).content.decode()

    assert "Dat kan nu niet." in page
    assert CALL["text"] in page
    assert DeskEntry.objects.exists()


def test_the_questions_of_the_form_stand_beside_the_call(consultation):
    page = clerk_client().get(reverse("desk:enter", args=[Channel.PHONE])).content.decode()
    # The only open one is chosen beforehand.
    assert f'value="{consultation}"' in page
    assert builders.OPINION.label in page

    builders.consultation(
        slug="brug",
        prefix="BR26",
        title="Nieuwe brug",
        questions=[
            Question(
                "kind", QuestionKind.ONE_CHOICE, "Welke brug?", choices=("Hoge <brug>", "Lage")
            )
        ],
    )
    client, key = clerk_client(), uuid4()
    assert (
        "Kies eerst de consultatie"
        in client.get(reverse("desk:enter", args=[Channel.PHONE])).content.decode()
    )
    answer = send(client, Channel.PHONE, key=key, button="choose", consultation="brug")
    page = client.get(answer.url).content.decode()
    assert "Welke brug?" in page
    assert escape("Hoge <brug>") in page


def test_a_receipt_by_telephone_is_marked_as_told_at_once():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back")
    saved = client.post(read_back(key), {"agreed": "1"}).url
    delivery = Delivery.objects.get()
    assert delivery.way == DeliveryWay.PHONE
    assert reverse("desk:settle", args=[delivery.pk]) in client.get(saved).content.decode()

    answer = client.post(
        reverse("desk:settle", args=[delivery.pk]), {"status": "told", "back": "desk:saved"}
    )

    delivery.refresh_from_db()
    assert answer.url == saved
    assert delivery.status == DeliveryStatus.TOLD
    assert delivery.settled_by.email == "clerk@provincie.example"
    assert reverse("desk:settle", args=[delivery.pk]) not in client.get(saved).content.decode()


def test_a_visitor_takes_a_slip_along_with_code_and_qr():
    client, key = clerk_client(), uuid4()
    send(client, Channel.DESK, key=key, button="read_back", reply_by="collect")
    client.post(read_back(key, Channel.DESK), {"agreed": "1"})
    made = Contribution.objects.get()

    page = client.get(reverse("desk:slip", args=[made.reference])).content.decode()

    assert made.channel == Channel.DESK
    assert made.reference in page
    for group in made.follow_code.split("-"):
        assert group in page
    assert 'role="img"' in page
    assert "QR-code van uw eigen pagina" in page
    assert Delivery.objects.get().status == DeliveryStatus.AVAILABLE


def test_the_code_is_not_shown_to_another_clerk_nor_on_another_day():
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back")
    client.post(read_back(key), {"agreed": "1"})
    made = Contribution.objects.get()

    for name in ("desk:saved", "desk:slip"):
        address_ = reverse(name, args=[made.reference])
        answer = clerk_client("ander@provincie.example").get(address_)
        assert answer.url == reverse("desk:contribution", args=[made.reference])
        with clock.at(clock.now().replace(year=clock.now().year + 1)):
            assert clerk_client().get(address_).status_code == 302


def test_what_is_said_at_a_meeting_has_a_room_of_its_own():
    client = clerk_client()

    assert client.get("/balie/nieuw/bijeenkomst/").status_code == 404
    assert reverse("meeting_notes:list") in client.get(reverse("desk:home")).content.decode()


def test_a_call_about_a_consultation_that_begins_later_counts_as_early():
    later = builders.procedure(
        slug="later",
        prefix="LA26",
        title="Visie op water",
        opens_on=clock.today().replace(year=clock.today().year + 1),
    )
    from participatie.accounts.roles import Role

    consultations.put_in_force(later, actor=builders.staff(Role.EDITOR))
    client, key = clerk_client(), uuid4()
    send(client, Channel.PHONE, key=key, button="read_back", consultation="water")
    answer = client.post(read_back(key), {"agreed": "1"})

    assert Contribution.objects.get().timeliness == "early"
    assert "Awb 6:10" in client.get(answer.url).content.decode()
