"""Which role may open which page of answering."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from tests import builders

pytestmark = pytest.mark.django_db
BOTH = {Role.HANDLER, Role.APPROVER}


@pytest.fixture
def pages():
    given = builders.admitted(builders.consultation())
    answer = builders.draft_answer(builders.point(given))
    free = builders.point(given, "Het fietspad")
    overview = "/behandeling/antwoorden/dorpsweg/"
    return {
        overview: BOTH,
        f"{overview}nieuw/?punt={free.pk}": {Role.HANDLER},
        f"{overview}publiceren/": BOTH,
        f"/behandeling/antwoord/{answer.pk}/": BOTH,
    }


@pytest.mark.parametrize("role", Role)
def test_each_page_opens_for_its_roles_only(pages, role):
    browser = Client()
    browser.force_login(builders.staff(role))

    opened = {page for page in pages if browser.get(page).status_code == 200}
    refused = {page for page in pages if browser.get(page).status_code == 403}

    assert opened == {page for page, roles in pages.items() if role in roles}
    assert opened | refused == set(pages)


def test_a_stranger_is_sent_to_the_login_page(pages):
    for page in pages:
        assert Client().get(page).url.startswith("/account/login/?next=/behandeling/")
