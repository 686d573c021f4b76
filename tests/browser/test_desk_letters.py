"""Letters at the desk in a real browser: a pile by keyboard alone, and every page readable."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from participatie.core import clock
from participatie.intake.desk.models import Batch, TranscriptCheck
from participatie.pipeline.acts import completion, texts
from participatie.pipeline.models import Contribution
from tests import builders
from tests.browser.test_desk import log_in, press, type_into
from tests.intake.test_desk_checks import letter


def press_before(page, name: str) -> None:
    """Go back by Shift+Tab to the button with this name and press it."""
    for _ in range(12):
        if page.evaluate("document.activeElement.innerText ?? ''").startswith(name):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"no {name} within twelve tabs back")


def test_a_pile_is_entered_by_keyboard_alone_and_gets_its_stamps(site, page):
    builders.consultation()
    log_in(page, site).goto("/balie/stapel/")
    type_into(page, "Consultatie", "")
    press(page, "Beginnen")
    page.wait_for_url(re.compile("nieuw/brief"))

    for number in range(2):
        type_into(page, "Tekst van de brief", f"Brief {number}: de bomen moeten blijven.")
        type_into(page, "Naam", f"Schrijver {number}")
        type_into(page, "Straat en huisnummer", "Dorpsstraat 1")
        type_into(page, "Plaats", "Harstede")
        press(page, "Opslaan en volgende")
        expect(page.get_by_role("heading", name=f"Stapel: {number + 1} ingevoerd")).to_be_visible()

    assert Contribution.objects.count() == 2
    press_before(page, "Deze stapel afronden")
    expect(page.get_by_text("De stapel is klaar: 2 ingevoerd.")).to_be_visible()
    press(page, "Stempels van deze stapel")
    with page.expect_download() as download:
        page.get_by_role("button", name="Stempels van alle 2").click()
    assert download.value.suggested_filename.startswith("stempels-")
    assert Batch.objects.get().ended_at is not None


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_about_a_letter_is_readable_for_everyone(site, new_page, axe, settings, width):
    settings.TRANSCRIPT_CHECK_ONE_IN = 1
    made = letter()
    clerk = made.entered_by
    until = clock.today() + timedelta(days=14)
    completion.ask(made, actor=clerk, missing="Uw naam.", until=until)
    texts.correct(made, actor=clerk, text="Andere woorden.", reason="Verkeerd gelezen.")
    page = log_in(new_page(viewport={"width": width, "height": 800}), site)
    acts = ("contribution", "correct", "add", "ask", "settle_request")
    addresses = [
        *(reverse(f"desk:{act}", args=[made.reference]) for act in acts),
        reverse("desk:change_contact", args=[made.reference, made.submitter_id]),
        reverse("desk:check", args=[TranscriptCheck.objects.get().pk]),
        *(reverse(f"desk:{name}") for name in ("checks", "stamps", "batches", "sent_on")),
    ]

    for address in addresses:
        page.goto(address)
        assert axe(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, address
