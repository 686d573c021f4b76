"""The post in a real browser: a batch from the list to the letter box and back, and its pages."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import LetterForm
from tests import builders
from tests.browser.test_desk import log_in
from tests.intake.post_letters import batch, letter


def press(page: Page, name: str) -> None:
    """Press the button with this name."""
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_letters_are_printed_posted_and_come_back(site, new_page, scripts):
    consultation = builders.consultation()
    given = [letter(consultation, form) for form in LetterForm]
    page = log_in(new_page(java_script_enabled=scripts), site)
    page.goto("/balie/post/")
    press(page, "Maak een drukpartij")

    with page.expect_download() as printing:
        page.get_by_role("link", name="PDF met alle brieven").click()
    printed = PdfReader(BytesIO(printing.value.path().read_bytes()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert "Drukpartij 1" in text
    assert [given[0].follow_code in text, given[2].follow_code in text] == [True, False]
    with page.expect_download() as texts:
        page.get_by_role("link", name="Teksten voor de brailledienst").click()
    assert texts.value.suggested_filename == "brailleteksten-1.zip"

    page.get_by_label("Nummers van brieven").fill("7")
    press(page, "Gedrukt en gepost")
    expect(page.get_by_role("main")).to_contain_text("Brief 7 van deze partij wacht niet meer")
    page.get_by_label("Nummers van brieven").fill("2")
    press(page, "Gedrukt en gepost")
    expect(page.get_by_role("main")).to_contain_text("1 brief wacht om opnieuw gedrukt te worden.")

    page.goto("/balie/post/retour/")
    page.get_by_label("Nummer op de brief").fill("1-1")
    page.keyboard.press("Enter")
    page.get_by_label("verhuisd").check()
    page.get_by_role("button", name="Deze kwam terug").click()
    expect(page.get_by_role("main")).to_contain_text(f"brief over {given[0].reference} kwam terug")
    page.goto("/balie/post/?stapel=mislukt")
    page.get_by_role("button", name="Telefonisch vertellen").click()
    expect(page.get_by_role("main")).to_contain_text("staat op de bellijst")

    ends = {row.status for row in Delivery.objects.filter(contribution=given[0])}
    assert ends == {"replaced", "waiting"}


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_the_post_can_be_read_by_everyone(site, new_page, axe, width):
    made = batch(*LetterForm)
    letter(made.letters.first().delivery.contribution.consultation)
    page = log_in(new_page(viewport={"width": width, "height": 800}), site)
    here = f"/balie/post/partijen/{made.number}/"

    def check() -> None:
        assert axe(page) == [], page.url
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0, page.url
        assert page.locator("h1").count() == 1, page.url

    for address in ("/balie/post/", "/balie/post/partijen/", here, "/balie/post/retour/"):
        page.goto(address)
        check()
    page.goto(here)
    page.locator("details").evaluate_all("folded => folded.forEach(one => one.open = true)")
    page.get_by_label("Nummers van brieven").fill("x")
    press(page, "Gedrukt en gepost")
    expect(page.locator("#error-summary")).to_be_focused()
    check()
    page.get_by_label("Nummers van brieven").fill("")
    press(page, "Gedrukt en gepost")
    page.goto("/balie/post/?stapel=gepost")
    check()
    page.goto("/balie/post/retour/")
    page.get_by_label("Nummer op de brief").fill("1-2")
    press(page, "Zoek de brief")
    check()
    page.get_by_role("button", name="Deze kwam terug").click()
    page.goto("/balie/post/?stapel=mislukt")
    check()
