"""From the form to a human, without scripts and on a narrow telephone."""

import re

import pytest
from playwright.sync_api import expect

from cms.models import HelpPoint
from participatie.accounts.roles import Role
from participatie.intake.callback.models import CallBack
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_gets_stuck_in_the_form_is_called_with_the_draft_at_hand(new_page):
    builders.consultation()
    visitor = new_page(java_script_enabled=False, viewport={"width": 320, "height": 700})
    visitor.goto("/inspraak/dorpsweg/reageren/")
    visitor.get_by_label("Wat vindt u van het plan?").fill("De lindes moeten blijven.")
    visitor.get_by_role("button", name="Bewaar en ga later verder").click()
    visitor.get_by_role("link", name="Bel mij terug").click()
    assert not visitor.get_by_label("De medewerker mag zien").is_checked()

    visitor.get_by_role("button", name="Bel mij terug").click()
    expect(visitor).to_have_title(re.compile("^Fout: "))
    visitor.get_by_label("Uw telefoonnummer").fill("06 12345678")
    visitor.get_by_label("De medewerker mag zien").check()
    visitor.get_by_role("button", name="Bel mij terug").click()
    visitor.get_by_role("heading", name="Wij bellen u terug").wait_for()
    assert visitor.evaluate("document.documentElement.scrollWidth") == 320

    assert CallBack.objects.get().draft is not None


def test_no_page_of_it_breaks_a_rule_of_accessibility(page, axe):
    builders.consultation()
    HelpPoint.objects.create(
        name="Bibliotheek",
        street="Brink 1",
        postcode="9911 XA",
        city="Harstede",
        helps_with="Uitleg",
    )
    page.goto("/inspraak/dorpsweg/reageren/bel-mij-terug/")
    assert axe(page) == []
    page.get_by_label("Uw telefoonnummer").fill("06 12345678")
    page.get_by_role("button", name="Bel mij terug").click()
    page.get_by_role("heading", name="Wij bellen u terug").wait_for()
    assert axe(page) == []

    page.goto("/hulp/")
    page.get_by_label("Uw postcode").fill("9911")
    page.get_by_role("button", name="Laat zien wat dichtbij is").click()
    page.get_by_role("heading", name="Het dichtst bij 9911").wait_for()
    assert axe(page) == []

    builders.staff(Role.CLERK)
    page.goto("/account/login/?next=/balie/terugbellen/")
    page.locator("input[name=login]").fill("clerk@provincie.example")
    page.locator("input[name=password]").fill(builders.PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/balie/terugbellen/")
    assert axe(page) == []
    page.locator("main .queue a").click()
    page.get_by_role("button", name="Niet opgenomen (poging 1)").wait_for()
    assert axe(page) == []
