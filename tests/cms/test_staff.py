"""An administrator gives colleagues an account and a role."""

import pytest
from django.urls import reverse
from lxml import html

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from tests.builders import staff

pytestmark = pytest.mark.django_db
PASSWORD = "een-lang-wachtwoord-26"


@pytest.fixture
def administrator(client):
    client.force_login(
        User.objects.create_superuser("beheer@provincie.example", None, first_name="Bep")
    )
    return client


def test_a_colleague_gets_a_role_by_the_name_that_people_know(administrator):
    page = administrator.get(reverse("wagtailusers_users:add"))
    tree = html.fromstring(page.content)
    boxes = {
        box.getparent().text_content().strip(): box.get("value")
        for box in tree.xpath("//input[@name='groups']")
    }
    assert {"Baliemedewerker", "Privacyfunctionaris"} <= set(boxes)

    answer = administrator.post(
        reverse("wagtailusers_users:add"),
        {
            "email": "nieuw@provincie.example",
            "first_name": "Nel",
            "last_name": "Nieuw",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "groups": boxes["Baliemedewerker"],
        },
        follow=True,
    )

    assert "Nel Nieuw" in answer.content.decode()
    assert User.objects.get(email="nieuw@provincie.example").has_role(Role.CLERK)


def test_a_changed_account_is_called_by_its_name(administrator):
    colleague = staff(Role.HANDLER)
    url = reverse("wagtailusers_users:edit", args=[colleague.pk])
    page = administrator.get(url)
    assert page.context["form"].fields["groups"].label == "Rollen"

    sent = {"email": colleague.email, "first_name": "Hidde", "last_name": "Jong", "is_active": "on"}
    answer = administrator.post(url, sent, follow=True)

    assert "Gebruiker &#x27;Hidde Jong&#x27; " in answer.content.decode()
    assert f"Gebruiker 'User {colleague.pk}'" not in answer.content.decode()
