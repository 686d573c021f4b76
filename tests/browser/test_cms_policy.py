"""The CMS works under its own looser policy, and its preview shows pages under the strict one."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse


@pytest.fixture
def editors_page(page, transactional_db):
    """The browser of somebody who may do everything in the CMS."""
    get_user_model().objects.create_superuser("beheer@provincie.example", "een-goed-wachtwoord")
    page.goto("/account/login/?next=/cms/")
    page.locator("input[name=login]").fill("beheer@provincie.example")
    page.locator("input[name=password]").fill("een-goed-wachtwoord")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/cms/")
    return page


def test_a_page_is_edited_and_previewed_beside_the_form(editors_page):
    from cms.models import HomePage

    home = HomePage.objects.get()

    editors_page.goto(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    editors_page.locator("[data-side-panel-toggle=preview]").first.click()

    preview = editors_page.frame_locator("#w-preview-iframe")
    preview.locator("h1").wait_for()
