"""A page is read aloud by the voices of the browser; without them nothing shows.

Chromium has no voices here, so the page gets one that says each sentence at once, when told.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.cms.pages import published

pytestmark = pytest.mark.browser

VOICES = """
window.said = [];
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => LANGUAGES.map((lang) => ({ lang, localService: !lang.startsWith("fr") })),
  speak(utterance) { window.said.push([utterance.lang, utterance.text]); this.now = utterance; },
  cancel() { const old = this.now; this.now = null; if (old) setTimeout(old.onerror); },
  addEventListener(name, tell) { this.tell = tell; },
} });
window.finish = () => speechSynthesis.now.onend();
"""
READ, STOP = "Lees deze pagina voor", "Stop met voorlezen"


def open_page(new_page, address, *languages, **options):
    page = new_page(**options)
    page.add_init_script(VOICES.replace("LANGUAGES", json.dumps(languages)))
    page.goto(address)
    return page


def test_somebody_listens_pauses_goes_on_and_stops_with_the_keyboard(new_page, axe):
    published(lead="Wij maken de weg nieuw. Wat vindt u?")
    page = open_page(new_page, "/inspraak/dorpsweg/", "nl-NL")
    button = page.get_by_role("button", name=READ)
    status = page.locator("[data-read-aloud] [role=status]")
    button.press("Enter")
    expect(status).to_have_text("Voorlezen begonnen")
    page.evaluate("finish()")
    page.evaluate("finish()")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Gepauzeerd")
    expect(page.get_by_role("button", name="Lees verder")).to_be_focused()
    before = page.evaluate("said")
    page.keyboard.press("Enter")
    # The sentence in which it was paused begins anew.
    assert page.evaluate("said") == [*before, before[-1]]
    said = [text for _language, text in before]
    title = said.index("Nieuwe inrichting van de Dorpsweg")
    assert said[title + 1 :][:1] in ([], ["Wij maken de weg nieuw."])
    assert axe(page) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=STOP)).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Voorlezen gestopt")
    expect(button).to_be_focused()
    expect(page.locator("[data-reading]")).to_have_count(0)


def test_each_part_is_read_in_its_own_language_and_what_has_no_voice_is_left_out(new_page):
    published()
    both = open_page(new_page, "/en/inspraak/dorpsweg/", "nl-NL", "en-GB")
    both.get_by_role("button", name="Read this page aloud").click()
    for _sentence in range(8):
        both.evaluate("finish()")
    said = {text: language for language, text in both.evaluate("said")}
    assert said["Nieuwe inrichting van de Dorpsweg"] == "nl"
    assert said["What can still change"] == "en"


@pytest.mark.parametrize("languages", [[], ["fr-FR"], ["de-DE"]])
def test_without_a_voice_of_this_machine_for_the_words_there_is_no_button(new_page, languages):
    published()
    page = open_page(new_page, "/inspraak/dorpsweg/", *languages)
    expect(page.locator("[data-read-aloud]")).to_be_hidden()


def test_without_scripts_there_is_no_button(plain_page):
    published()
    plain_page.goto("/inspraak/dorpsweg/")
    expect(plain_page.locator("[data-read-aloud]")).to_be_hidden()
