"""The workbench in a real browser: selecting passages, the keyboard, and accessibility."""

import re

import pytest
from playwright.sync_api import expect

from participatie.accounts.roles import Role
from participatie.pipeline.models import Point
from tests import builders

SAID = "Hé 🚲 fietsers!\nDe bomen langs de weg moeten blijven. Het fietspad mag breder."


@pytest.fixture
def log_in(site, client):
    """A function that makes a browser page somebody with this role."""

    def make(page, role: Role):
        client.force_login(builders.staff(role))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        page.context.add_cookies([cookie])
        return page

    return make


@pytest.fixture
def given(site):
    return builders.admitted(builders.consultation(), text=SAID)


def select(page, words: str) -> None:
    """Select `words` as a person does: from where they begin to where they end."""
    page.evaluate(
        """(words) => {
          const text = document.querySelector("[data-passages]");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walker.nextNode())
            if (walker.currentNode.parentElement.dataset.start) nodes.push(walker.currentNode);
          const whole = nodes.map((node) => node.data).join("");
          const find = (place) => {
            for (const node of nodes) {
              if (place <= node.length) return [node, place];
              place -= node.length;
            }
          };
          const start = whole.indexOf(words);
          const range = document.createRange();
          range.setStart(...find(start));
          range.setEnd(...find(start + words.length));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        words,
    )
    page.locator("[data-chosen]").wait_for()


@pytest.mark.parametrize(
    "words", ["bomen langs", "🚲 fietsers", "fietsers!\nDe bomen", "Het fietspad mag breder."]
)
def test_a_selected_passage_becomes_exactly_that_quote(page, log_in, given, words):
    log_in(page, Role.HANDLER).goto(f"/behandeling/reactie/{given.reference}/punten/")

    select(page, words)
    assert page.locator("[data-quote]").text_content() == words
    page.get_by_label("In het kort").fill("Kort")
    page.get_by_role("button", name="Punt maken").click()
    page.get_by_role("status").get_by_text("is gemaakt").wait_for()

    assert Point.objects.get().quote == words


def test_the_keyboard_alone_makes_a_point_and_shows_the_passage(page, log_in, given):
    log_in(page, Role.HANDLER).goto(f"/behandeling/reactie/{given.reference}/punten/")

    page.get_by_label("Van zin").focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    assert page.locator("[data-quote]").text_content() == SAID.split("\n")[1]
    page.keyboard.press("Tab")
    page.keyboard.type("Bomen en fietspad")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("is gemaakt").wait_for()

    assert Point.objects.get().quote == SAID.split("\n")[1]


def test_typed_numbers_take_the_place_of_a_selection(page, log_in, given):
    log_in(page, Role.HANDLER).goto(f"/behandeling/reactie/{given.reference}/punten/")

    select(page, "bomen langs")
    page.get_by_label("Van zin").fill("3")
    assert page.locator("[data-quote]").text_content() == "Het fietspad mag breder."
    assert page.locator("[name=start]").input_value() == ""


def test_a_selected_passage_is_hidden_from_the_public(page, log_in, given):
    log_in(page, Role.HANDLER).goto(f"/behandeling/reactie/{given.reference}/openbaar/")

    select(page, "🚲 fietsers")
    page.get_by_role("button", name="Bekijk zoals iedereen het ziet").click()

    assert page.get_by_text("Hé █████!").is_visible()


def test_all_boxes_are_ticked_at_once(page, log_in, given):
    builders.contribution(given.consultation)
    log_in(page, Role.HANDLER).goto("/behandeling/")

    page.get_by_label("Vink alles op deze pagina aan").check()

    assert page.locator("input[name=contribution]:checked").count() == 2


def test_without_scripts_nothing_is_offered_that_needs_them(plain_page, log_in, given):
    page = log_in(plain_page, Role.HANDLER)
    page.goto(f"/behandeling/reactie/{given.reference}/punten/")

    assert not page.get_by_text("met de muis").is_visible()
    page.get_by_label("Van zin").fill("3")
    page.get_by_label("In het kort").fill("Kort")
    page.get_by_role("button", name="Punt maken").click()

    assert Point.objects.get().quote == "Het fietspad mag breder."


def addresses(given) -> list[str]:
    answer = builders.draft_answer(builders.point(given))
    free = builders.point(given, "Het fietspad")
    builders.contribution(given.consultation, text="Bel 06-12345678.")
    answers = "/behandeling/antwoorden/dorpsweg/"
    return [
        "/behandeling/",
        f"/behandeling/reactie/{given.reference}/",
        f"/behandeling/reactie/{given.reference}/punten/",
        "/behandeling/reactie/DW26-0002/openbaar/",
        answers,
        f"{answers}nieuw/?punt={free.pk}",
        f"{answers}publiceren/",
        f"/behandeling/antwoord/{answer.pk}/",
    ]


def test_every_page_is_accessible_and_fits_a_phone(page, phone_page, log_in, given, axe):
    log_in(page, Role.HANDLER)
    log_in(phone_page, Role.HANDLER)
    for address in addresses(given):
        page.goto(address)
        assert axe(page) == [], address
        phone_page.goto(address)
        assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_page_with_errors_is_accessible(page, log_in, given, axe):
    log_in(page, Role.HANDLER).goto(f"/behandeling/reactie/{given.reference}/punten/")

    page.get_by_role("button", name="Punt maken").click()
    page.locator("#error-summary").wait_for()

    expect(page).to_have_title(re.compile("^Fout: "))
    assert axe(page) == []
