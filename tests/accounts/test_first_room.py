"""After logging in one is where one works."""

import pytest

from participatie.accounts.roles import Role
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "room"),
    [
        (Role.CLERK, "/balie/"),
        (Role.HANDLER, "/behandeling/"),
        (Role.APPROVER, "/behandeling/"),
        (Role.PRIVACY_OFFICER, "/behandeling/"),
        (Role.COUNCILLOR, "/staten/"),
        (Role.REGISTRY, "/staten/"),
        (Role.EXECUTIVE, "/staten/vragen/"),
        (Role.EDITOR, "/cms/"),
        (Role.ADMINISTRATOR, "/cms/"),
    ],
)
def test_logging_in_leads_to_the_first_room(client, role, room):
    user = builders.staff(role)
    answer = client.post("/account/login/", {"login": user.email, "password": builders.PASSWORD})
    assert answer["Location"] == room
    assert client.get(room).status_code == 200


def test_logging_in_on_the_way_leads_there(client):
    user = builders.staff(Role.CLERK)
    answer = client.post(
        "/account/login/?next=/balie/post/", {"login": user.email, "password": builders.PASSWORD}
    )
    assert answer["Location"] == "/balie/post/"
