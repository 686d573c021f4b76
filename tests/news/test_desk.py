"""Somebody calls: no more news, please."""

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.news.models import Subscription
from tests import builders
from tests.news.readers import follower

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A browser in which a clerk is logged in."""
    client.force_login(builders.staff(Role.CLERK))
    return client


def stop(client, email):
    return client.post(reverse("followers:stop"), {"email": email}, follow=True)


def test_a_clerk_stops_every_list_of_an_address(desk):
    consultation = builders.consultation()
    follower("an@post.example")
    follower("an@post.example", consultation)
    follower("bea@post.example")
    assert reverse("followers:stop") in desk.get(reverse("desk:home")).content.decode()
    answer = stop(desk, " An@POST.example ").content.decode()
    assert "Het adres is gewist. Het volgde 2 lijsten." in answer
    assert Subscription.objects.get().email == "bea@post.example"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Vul het adres in dat geen nieuws meer moet krijgen."),
        ("an at post", "Dit is geen e-mailadres."),
        ("vreemd@post.example", "Dit adres volgt ons nieuws niet."),
    ],
)
def test_what_cannot_be_stopped_is_told_with_what_was_typed(desk, typed, told):
    answer = stop(desk, typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode() or not typed
