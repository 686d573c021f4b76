"""The way in for those who work here, in a real browser."""

import pytest
from django.contrib.auth import get_user_model

PASSWORD = "een-heel-goed-wachtwoord"


@pytest.fixture
def clerk(transactional_db):
    """Somebody with an account."""
    return get_user_model().objects.create_user("j.jansen@provincie.example", PASSWORD)


def log_in(page):
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill("j.jansen@provincie.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


def test_the_login_page_is_accessible_and_the_console_stays_empty(page, axe):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto("/account/login/")

    assert axe(page) == []
    assert complaints == []


def test_logging_in_needs_no_scripts(plain_page, clerk):
    log_in(plain_page)

    names = {cookie["name"] for cookie in plain_page.context.cookies()}
    assert "sessionid" in names


def test_nothing_has_to_be_scrolled_sideways_on_a_telephone(phone_page):
    phone_page.goto("/account/login/")

    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360
