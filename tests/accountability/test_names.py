"""Names on public pages: with permission, through every door by which it is given or taken back."""

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.pipeline.models import PublicText
from tests import builders

pytestmark = pytest.mark.django_db
NAME = "Jan de Vries"


@pytest.fixture
def given():
    return builders.contribution(
        builders.consultation(), text="De bomen blijven.", name_may_be_published=True
    )


def approve(client, given, **sent):
    client.force_login(builders.staff(Role.HANDLER))
    address = reverse("triage:public_text", args=[given.reference])
    seen = str(PublicText.objects.count())
    client.post(address, {"act": "approve", "seen": seen, **sent})
    client.logout()


def pages(client, given):
    slug = given.consultation.slug
    return [
        client.get(reverse("accountability:contributions", args=[slug])).content.decode(),
        client.get(
            reverse("accountability:contribution", args=[slug, given.number])
        ).content.decode(),
    ]


def test_the_handler_sees_the_name_and_the_public_after_approval(client, given):
    address = reverse("triage:public_text", args=[given.reference])
    client.force_login(builders.staff(Role.HANDLER))
    choosing = client.get(address).content.decode()
    assert f"Toon de naam <strong>{NAME}</strong> erbij." in choosing
    preview = client.post(address, {"act": "preview", "with_name": "yes", "reason": "name"})
    assert f"<strong>{NAME}</strong>" in preview.content.decode()
    assert all(NAME not in page for page in pages(client, given))
    approve(client, given, with_name="yes")
    assert all(f"<strong>{NAME}</strong>" in page for page in pages(client, given))


def test_a_name_that_the_handler_did_not_tick_stays_away(client, given):
    approve(client, given)
    assert all(NAME not in page for page in pages(client, given))


def test_without_permission_ticking_is_in_vain(client):
    other = builders.contribution(builders.consultation(), text="De bomen blijven.")
    approve(client, other, with_name="yes")
    assert PublicText.objects.get().name == ""


def test_the_sender_takes_the_name_away_on_the_follow_page(client, given):
    approve(client, given, with_name="yes")
    before = pages(client, given)
    address = reverse("tracking:name", args=[given.follow_code])
    asked = client.get(address)
    assert "no-referrer" not in asked["Referrer-Policy"]
    assert asked["Cache-Control"] == "no-store"
    assert (
        address in client.get(reverse("tracking:follow", args=[given.follow_code])).content.decode()
    )
    assert all(NAME in page for page in before)
    client.post(address)
    assert all(NAME not in page for page in pages(client, given))
    assert client.post(address).status_code == 302


def test_the_desk_and_the_handler_take_it_away_and_note_it_again(client, given):
    approve(client, given, with_name="yes")
    client.force_login(builders.staff(Role.CLERK))
    desk = reverse("desk:name", args=[given.reference])
    answer = client.post(desk, {"permitted": "no"}, follow=True)
    assert "De naam is niet openbaar." in answer.content.decode()
    assert (
        "Er was al genoteerd"
        in client.post(desk, {"permitted": "no"}, follow=True).content.decode()
    )
    assert all(NAME not in page for page in pages(client, given))
    client.force_login(builders.staff(Role.PRIVACY_OFFICER))
    triage = reverse("triage:public_text", args=[given.reference])
    client.post(triage, {"act": "permission", "permitted": "yes"})
    assert all(NAME not in page for page in pages(client, given))
    approve(client, given, with_name="yes")
    assert all(NAME in page for page in pages(client, given))
    client.force_login(builders.staff(Role.PRIVACY_OFFICER))
    client.post(triage, {"act": "permission", "permitted": "no"})
    assert all(NAME not in page for page in pages(client, given))
