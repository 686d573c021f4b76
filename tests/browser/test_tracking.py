"""The sender's own page in a real browser, with and without scripts."""

import re

from playwright.sync_api import expect

from tests import builders
from tests.browser.keyboard import Keyboard


def test_a_code_leads_to_the_page_and_axe_finds_nothing(page, axe):
    contribution = builders.decided()
    page.goto("/volg/")
    assert axe(page) == []
    page.get_by_label("Uw volgcode").fill("7KQ4")
    page.get_by_role("button", name="Toon mijn reactie").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    assert axe(page) == []
    page.get_by_label("Uw volgcode").fill(contribution.follow_code.lower())
    page.get_by_role("button", name="Toon mijn reactie").click()
    page.get_by_role("heading", name=f"Uw reactie {contribution.reference}").wait_for()
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


def test_somebody_withdraws_without_scripts(plain_page):
    contribution = builders.contribution(builders.consultation())
    plain_page.goto(f"/volg/{contribution.follow_code}/")
    plain_page.get_by_role("link", name="Mijn reactie intrekken").click()
    plain_page.get_by_role("button", name="Ja, intrekken").click()
    assert "ingetrokken" in plain_page.locator("main").inner_text()
    contribution.refresh_from_db()
    assert contribution.status == "withdrawn"


def test_with_a_keyboard_only_somebody_follows_takes_the_name_back_and_withdraws(page):
    contribution = builders.contribution(builders.consultation(), name_may_be_published=True)
    page.goto("/volg/")
    keys = Keyboard(page)
    keys.press("Direct naar de inhoud")
    keys.fill("Uw volgcode", contribution.follow_code.lower().replace("-", " "))
    keys.press("Toon mijn reactie")
    page.get_by_role("heading", name=f"Uw reactie {contribution.reference}").wait_for()
    keys.press("Mijn naam niet meer openbaar maken")
    page.wait_for_url("**/naam/")
    keys.press("Ja, haal mijn naam weg")
    expect(page.get_by_text("Uw naam is niet meer openbaar.")).to_be_visible()
    keys.press("Mijn reactie intrekken")
    page.wait_for_url("**/intrekken/")
    keys.press("Nee, laten staan")
    page.wait_for_url(re.compile(r"/volg/[^/]+/$"))
    keys.press("Mijn reactie intrekken")
    page.wait_for_url("**/intrekken/")
    keys.press("Ja, intrekken")
    expect(page.get_by_text("Uw reactie is ingetrokken.")).to_be_visible()


def test_an_open_page_moves_by_itself(page, new_page):
    contribution = builders.contribution(builders.consultation())
    with page.expect_websocket() as opened:
        page.goto(f"/volg/{contribution.follow_code}/")
    assert opened.value.url.endswith(f"/live/volg/{contribution.follow_code}/")
    elsewhere = new_page()
    elsewhere.goto(f"/volg/{contribution.follow_code}/intrekken/")
    elsewhere.get_by_role("button", name="Ja, intrekken").click()
    page.get_by_role("heading", name="Ingetrokken").wait_for()


def test_the_page_fits_a_narrow_telephone(phone_page):
    phone_page.goto(f"/volg/{builders.decided().follow_code}/")
    width = phone_page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
