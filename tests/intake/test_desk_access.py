"""Who may open the desk: clerks, and nobody else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.intake.desk.urls import urlpatterns
from participatie.pipeline.statuses import Channel
from tests import builders

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "channel": Channel.PHONE,
    "key": uuid4(),
    "reference": "DW26-0001",
    "pk": 1,
}


def addresses():
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        kwargs = {name: ARGUMENTS[name] for name in names}
        yield reverse(f"desk:{pattern.name}", kwargs=kwargs)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CLERK])
def test_every_page_refuses_every_other_role(client, role):
    client.force_login(builders.staff(role))

    for address in addresses():
        assert {client.get(address).status_code, client.post(address).status_code} <= {403, 405}
        assert 403 in {client.get(address).status_code, client.post(address).status_code}


def test_every_page_sends_strangers_to_the_login_page(client):
    for address in addresses():
        answers = [client.get(address), client.post(address)]
        assert any(
            answer.status_code == 302 and answer.url == f"{reverse('account_login')}?next={address}"
            for answer in answers
        )
        assert {answer.status_code for answer in answers} <= {302, 405}


def test_a_post_without_the_secret_of_the_form_is_refused():
    client = Client(enforce_csrf_checks=True)
    client.force_login(builders.staff(Role.CLERK))

    assert client.post(reverse("desk:home"), {"typed": "x"}).status_code == 403


def test_pages_are_kept_in_no_cache(client):
    client.force_login(builders.staff(Role.CLERK))

    assert "no-store" in client.get(reverse("desk:home"))["Cache-Control"]
