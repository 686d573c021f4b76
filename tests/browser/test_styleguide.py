"""Every component, in a real browser: nothing for axe to find, nothing wider than the screen."""

import pytest

WIDTHS = (320, 1280)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("frame", ["", "?kader=medewerkers", "?thema=neutraal"])
def test_style_guide_has_no_findings(new_page, axe, settings, frame, scheme) -> None:
    settings.DEBUG = True
    for width in WIDTHS:
        page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(f"/stijl/{frame}")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_style_guide_is_closed_to_visitors(page) -> None:
    answer = page.goto("/stijl/")
    assert answer.status == 404


def test_first_tab_leads_to_the_content(page) -> None:
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
