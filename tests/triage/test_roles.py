"""Which role may open which page of sorting."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from tests import builders

pytestmark = pytest.mark.django_db
PAGES = {
    "/behandeling/": {Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER},
    "/behandeling/aantallen/": {Role.HANDLER, Role.APPROVER},
    "/behandeling/reactie/DW26-0001/": {Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER},
    "/behandeling/reactie/DW26-0001/punten/": {Role.HANDLER},
    "/behandeling/reactie/DW26-0001/openbaar/": {Role.HANDLER, Role.PRIVACY_OFFICER},
}


@pytest.mark.parametrize("role", Role)
def test_each_page_opens_for_its_roles_only(role):
    builders.admitted(builders.consultation())
    browser = Client()
    browser.force_login(builders.staff(role))

    opened = {page for page in PAGES if browser.get(page).status_code == 200}
    refused = {page for page in PAGES if browser.get(page).status_code == 403}

    assert opened == {page for page, roles in PAGES.items() if role in roles}
    assert opened | refused == set(PAGES)


def test_a_stranger_is_sent_to_the_login_page():
    builders.admitted(builders.consultation())
    for page in PAGES:
        assert Client().get(page).url.startswith("/account/login/?next=/behandeling/")
