"""The account and the Staten workspace in a real browser: nothing for axe, nothing too wide."""

import re

import pytest
from playwright.sync_api import expect

from participatie.accounts.roles import Role
from tests import builders
from tests.accountability import mixed

PUBLIC = [
    "/inspraak/dorpsweg/verantwoording/",
    "/inspraak/dorpsweg/verantwoording/wijzigingen/",
    "/inspraak/dorpsweg/verantwoording/nota/",
    "/inspraak/dorpsweg/reacties/",
    "/inspraak/dorpsweg/reacties/1/",
    "/inspraak/dorpsweg/reacties/?zoek=boomen&volgorde=nieuw",
    "/inspraak/dorpsweg/besluit/",
    "/inspraak/dorpsweg/besluit/2/",
]
STATEN = [
    "/staten/",
    "/staten/dorpsweg/",
    "/staten/dorpsweg/reacties/",
    "/staten/dorpsweg/reactie/1/",
    "/staten/dorpsweg/antwoorden/",
    "/staten/dorpsweg/antwoord/1/",
    "/staten/dorpsweg/besluit/",
    "/staten/dorpsweg/wijziging/2/",
    "/staten/dorpsweg/punten/",
    "/staten/dorpsweg/controle/uitkomst-gemeld/",
    "/staten/dorpsweg/artikel/2/",
    "/staten/dorpsweg/besluit/verschillen/",
]
BESIDE_THE_SCREEN = """[...document.querySelectorAll(".utrecht-table-container")]
    .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent.trim())"""
"""Tables of which a column can be read only after scrolling sideways."""


@pytest.fixture
def decided(site):
    """A consultation with everything done, for the server of the browser."""
    return mixed.decided()


def log_in(page) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", builders.staff(Role.COUNCILLOR).email)
    page.fill("input[name=password]", builders.PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page).not_to_have_url("/account/login/")


def look(page, axe, addresses) -> None:
    width = page.viewport_size["width"]
    for address in addresses:
        assert page.goto(address).status == 200, address
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("width", [1280, 360])
def test_public_pages_have_no_findings(new_page, axe, decided, width) -> None:
    look(new_page(viewport={"width": width, "height": 800}), axe, PUBLIC)


@pytest.mark.parametrize("width", [1280, 360])
def test_staten_pages_have_no_findings(new_page, axe, decided, width) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    log_in(page)
    look(page, axe, STATEN)


def test_a_member_goes_down_to_a_sentence_and_back_with_a_finger(new_page, decided) -> None:
    page = new_page(viewport={"width": 1180, "height": 820}, has_touch=True)
    log_in(page)
    page.goto("/staten/")
    page.get_by_role("heading", name="Dorpsweg").get_by_role("link").tap()
    row = page.locator("table", has_text="Punten per thema en uitkomst").get_by_role("row")
    number = row.filter(has_text="Bomen").get_by_role("link", name="7").last
    box = number.bounding_box()
    assert min(box["width"], box["height"]) >= 43
    number.tap()
    expect(page.locator("tbody tr")).to_have_count(7)
    page.get_by_role("link", name="DW26-0001.1").tap()
    expect(page.locator("#punt-1")).to_be_in_viewport()
    expect(page.get_by_text("De bomen moeten blijven.", exact=False).first).to_be_visible()
    page.locator("#punt-1").get_by_role("link", name="DW26-W2").tap()
    page.get_by_role("link", name="Wie sprak over dit artikel").tap()
    expect(page.locator("h1")).to_have_text("Artikel 2 Fietsen")
    page.locator("#gezegd").get_by_role("link", name="DW26-0003.2").tap()
    expect(page.locator("h1")).to_have_text("Reactie DW26-0003")
    page.get_by_label("Kruimelpad").get_by_role("link", name="Provinciale Staten").tap()
    expect(page).to_have_url(re.compile(r"/staten/$"))
    # The tablet upright: the matrix keeps its columns, and no table runs on outside the screen.
    page.set_viewport_size({"width": 820, "height": 1180})
    for address in STATEN:
        page.goto(address)
        assert page.evaluate(BESIDE_THE_SCREEN) == [], address
    page.goto("/staten/dorpsweg/")
    header = page.locator("table", has_text="Punten per thema en uitkomst").locator("thead")
    assert header.evaluate("head => getComputedStyle(head).position") == "static"


def test_before_publication_there_are_no_findings_either(page, axe, site) -> None:
    mixed.handled()
    look(page, axe, [PUBLIC[0], PUBLIC[3]])
    assert page.goto(PUBLIC[2]).status == 404
    assert axe(page) == []


def test_from_a_change_to_the_contribution_and_back_without_scripts(plain_page, decided) -> None:
    plain_page.goto(PUBLIC[0])
    plain_page.locator("#wijziging-2").get_by_role("link", name="DW26-0003.2").click()
    expect(plain_page.locator("h1")).to_have_text("Reactie DW26-0003")
    plain_page.locator("#punt-2").get_by_role("link", name="DW26-W2").click()
    expect(plain_page.locator("#wijziging-2")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_no_label_of_the_flow_picture_is_cut_off(new_page, decided, width) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(PUBLIC[0])
    boxes = page.locator("svg.flow text").evaluate_all(
        """texts => texts.map(text => {
            const mine = text.getBoundingClientRect()
            const all = text.ownerSVGElement.getBoundingClientRect()
            return [mine.left - all.left, all.right - mine.right, mine.top - all.top,
                    all.bottom - mine.bottom, parseFloat(getComputedStyle(text).fontSize)]
        })"""
    )
    assert len(boxes) == 9
    assert all(min(left, right, top, bottom) >= -1 for left, right, top, bottom, _size in boxes)
    assert min(size for *_edges, size in boxes) >= 12


def test_the_margin_is_beside_on_a_screen_and_below_on_a_telephone(new_page, decided) -> None:
    for width, beside in ((1280, True), (360, False)):
        page = new_page(viewport={"width": width, "height": 800})
        page.goto("/inspraak/dorpsweg/besluit/")
        text, margin = (
            page.locator(f"#artikel-1 > div:nth-child({place})").bounding_box() for place in (1, 2)
        )
        assert (margin["x"] >= text["x"] + text["width"]) is beside
        assert (margin["y"] >= text["y"] + text["height"]) is not beside


def test_from_an_article_to_a_contribution_and_back_without_scripts(plain_page, decided) -> None:
    plain_page.goto("/inspraak/dorpsweg/besluit/")
    plain_page.locator("#artikel-2").get_by_role("link", name="DW26-0001.2").click()
    expect(plain_page.locator("#punt-2")).to_be_in_viewport()
    plain_page.locator("#punt-2").get_by_role("link", name="Artikel 2 Fietsen").click()
    expect(plain_page.locator("h1")).to_have_text("Artikel 2 Fietsen")


def test_a_search_keeps_its_words(plain_page, decided) -> None:
    plain_page.goto(PUBLIC[3])
    plain_page.get_by_label("Woord of nummer").fill("fietspad")
    plain_page.get_by_role("button", name="Filteren").click()
    expect(plain_page.get_by_role("heading", name="4 reacties")).to_be_visible()
    expect(plain_page.get_by_label("Woord of nummer")).to_have_value("fietspad")
