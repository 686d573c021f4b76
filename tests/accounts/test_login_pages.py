"""The login pages: for staff only, in our own look and words."""

import pytest

from participatie.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {"email": "zelf@voorbeeld.example", "password1": "Voldoende8!", "password2": "Voldoende8!"}


def test_nobody_makes_their_own_account(client) -> None:
    answer = client.post("/account/signup/", NEW)
    assert "U kunt hier niet zelf een account maken." in answer.content.decode()
    assert not User.objects.exists()


def test_a_wrong_password_is_told_politely_and_the_address_stays(client) -> None:
    typed = {"login": "balie@voorbeeld.example", "password": "verkeerd"}
    page = client.post("/account/login/", typed).content.decode()
    assert "<title>Fout: Inloggen" in page.replace("\n", "")
    assert 'value="balie@voorbeeld.example"' in page
    assert "Het e-mailadres en het wachtwoord horen niet bij elkaar" in page


@pytest.mark.parametrize(
    "address", ["/account/login/", "/account/login/code/", "/account/password/reset/"]
)
def test_login_pages_say_u_and_give_a_telephone_number(client, settings, address) -> None:
    page = client.get(address).content.decode()
    assert settings.ORGANISATION_PHONE in page
    assert not any(f" {word} " in page.lower() for word in ("je", "jij", "jou", "jouw"))


@pytest.mark.parametrize("address", ["/account/password/change/", "/account/2fa/"])
def test_ones_own_account_is_in_the_frame_of_the_staff_pages(client, address) -> None:
    user = User.objects.create_user("balie@voorbeeld.example", "geheim-genoeg")
    client.force_login(user)
    page = client.get(address).content.decode()
    assert 'class="staff"' in page
    assert user.name in page


def test_who_is_logged_in_is_called_by_name(client) -> None:
    user = User.objects.create_user("balie@voorbeeld.example", "geheim-genoeg", first_name="Bente")
    client.force_login(user)
    page = client.get("/account/password/reset/").content.decode()
    assert "U bent al ingelogd als Bente." in page
