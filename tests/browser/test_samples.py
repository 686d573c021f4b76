"""A member of the council with a tablet: draws a sample and judges it, with fingers or keyboard."""

from playwright.sync_api import expect

from participatie.accountability.staten.samples.models import Judgement
from participatie.accounts.roles import Role
from tests import builders
from tests.accountability import mixed
from tests.browser.test_accountability import BESIDE_THE_SCREEN

TABLET = {"width": 1180, "height": 820}
UPRIGHT = TABLET["height"]
FINGER = 44
"""CSS pixels that a target for a finger measures at least."""


def test_a_member_draws_and_judges_on_a_tablet_without_scripts(new_page, axe, site) -> None:
    mixed.published()
    looked = new_page(viewport=TABLET)
    page = new_page(viewport=TABLET, java_script_enabled=False)
    for each in (looked, page):
        each.goto("/account/login/")
        each.fill("input[name=login]", builders.staff(Role.COUNCILLOR).email)
        each.fill("input[name=password]", builders.PASSWORD)
        each.locator("main form button[type=submit]").first.click()
        expect(each).not_to_have_url("/account/login/")

    page.goto("/staten/dorpsweg/")
    page.get_by_role("link", name="Steekproeven").click()
    page.get_by_label("Hoeveel punten").fill("2")
    page.get_by_label("Startwoord").fill("16 december")
    page.get_by_role("button", name="Trek").click()
    page.get_by_role("link", name="Lees het eerste punt").click()
    yes = page.get_by_role("button", name="✓ Overtuigend", exact=True)
    assert yes.bounding_box()["height"] >= FINGER
    yes.click()
    expect(page.get_by_text("Bewaard. Punt 1: overtuigend.")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Punt 2 van 2")
    page.get_by_label("Opmerking").fill("Ik mis de cijfers.")
    # The same with a keyboard.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("U hebt alles in deze steekproef beoordeeld")).to_be_visible()
    expect(page.locator("dl.figures dd")).to_have_text(["1", "1", "0"])
    assert [*Judgement.objects.order_by("drawn__place").values_list("is_convincing", "remark")] == [
        (True, ""),
        (False, "Ik mis de cijfers."),
    ]

    for address in (
        "/staten/dorpsweg/steekproeven/",
        "/staten/dorpsweg/steekproeven/1/",
        "/staten/dorpsweg/steekproeven/1/2/",
        "/inspraak/dorpsweg/verantwoording/steekproef/?aantal=2&zaad=16+december",
        "/inspraak/dorpsweg/verantwoording/nummers/?nummer=3",
    ):
        for width in (TABLET["width"], UPRIGHT, 360):
            looked.set_viewport_size({"width": width, "height": 820})
            assert looked.goto(address).status == 200, address
            assert looked.evaluate("document.documentElement.scrollWidth") <= width, address
            assert looked.evaluate(BESIDE_THE_SCREEN) == [], address
        assert axe(looked) == [], address
