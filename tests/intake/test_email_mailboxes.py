"""Mailboxes as an administrator looks after them."""

import pytest

from participatie.accounts.roles import Role
from participatie.intake.email.models import Mailbox
from tests import builders
from tests.fixtures.dovecot import PASSWORD
from tests.intake.mail_samples import mailbox, message

pytestmark = pytest.mark.django_db

LIST = "/balie/e-mail/postvakken/"


@pytest.fixture
def administrator(client):
    client.force_login(builders.staff(Role.ADMINISTRATOR))
    return client


def given(**over):
    return {
        "name": "Inspraak",
        "address": "Inspraak@Provincie.example",
        "consultation": "",
        "host": "imap.provincie.example",
        "port": "993",
        "security": "tls",
        "username": "inspraak",
        "password": "geheim",
        "folder": "INBOX",
        "processed_folder": "Verwerkt",
        "is_active": "on",
    } | over


def test_a_mailbox_is_added_changed_and_keeps_its_password_sealed(administrator):
    administrator.post(f"{LIST}nieuw/", given())
    made = Mailbox.objects.get()
    assert (made.address, made.password) == ("inspraak@provincie.example", "geheim")
    page = administrator.get(f"{LIST}{made.pk}/").content.decode()
    assert "geheim" not in page
    administrator.post(f"{LIST}{made.pk}/", given(password="", name="Post"))

    made.refresh_from_db()
    assert (made.name, made.password) == ("Post", "geheim")
    assert "Post" in administrator.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({"security": "none"}, "kunnen anderen meelezen"),
        ({"automatic": "on"}, "Kies de consultatie"),
        ({"username": ""}, "Typ de gebruikersnaam"),
        ({"password": ""}, "Typ het wachtwoord"),
        ({"port": "abc"}, "geheel getal"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(administrator, over, said):
    page = administrator.post(f"{LIST}nieuw/", given(**over))

    assert said in page.content.decode()
    assert not Mailbox.objects.exists()


def test_a_mailbox_of_a_provider_needs_no_server(administrator):
    administrator.post(f"{LIST}nieuw/", given(host="", username="", password=""))

    assert Mailbox.objects.get().host == ""


def test_trying_the_connection_says_how_many_messages_wait(administrator, mail_server):
    box = mailbox(mail_server)
    mail_server.deliver(message(), message(number=2))
    page = administrator.post(f"{LIST}{box.pk}/proberen/", follow=True).content.decode()

    assert "2 berichten" in page
    assert len(mail_server.messages()) == 2
    Mailbox.objects.update(password=PASSWORD[:-1])
    page = administrator.post(f"{LIST}{box.pk}/proberen/").content.decode()
    assert "gebruikersnaam of het wachtwoord" in page
