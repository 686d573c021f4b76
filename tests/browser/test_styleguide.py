"""Every component, in a real browser: nothing for axe to find, nothing wider than the screen."""

import pytest
from wagtail.models import Site

from cms.models import HouseStyle
from participatie.core.styleguide import THEMES

WIDTHS = (320, 1280, 3840)
# Light in colours, sparse, and nothing for the dark.
SITE = b""".site-theme { --utrecht-document-background-color: #fffdf5;
  --utrecht-link-color: #7a1f1f; --utrecht-button-primary-action-background-color: #7a1f1f;
  --utrecht-page-header-background-color: #ffd23f; --utrecht-nav-bar-color: #fff6d6;
  --utrecht-nav-bar-background-color: #7a1f1f; --utrecht-alert-background-color: #fff }"""


@pytest.fixture
def guide(settings):
    settings.DEBUG = True


def themed(site, css: bytes = SITE) -> None:
    """Give the site a theme file of its own."""
    style = HouseStyle.for_site(Site.objects.get(is_default_site=True))
    style.take_theme(css, "site.css")
    style.save()


@pytest.mark.parametrize("scheme", ["licht", "donker"])
@pytest.mark.parametrize("theme", THEMES)
def test_style_guide_has_no_findings(guide, site, new_page, axe, theme, scheme) -> None:
    themed(site)
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"/stijl/?thema={theme}&scherm={scheme}")
    assert axe(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "organisation",
    [
        "utrecht-design-tokens",
        "rijkshuisstijl-community-design-tokens",
        "nl-design-system-unstable-amsterdam-design-tokens",
    ],
)
def test_house_styles_of_real_organisations_have_no_findings(
    guide, site, new_page, axe, design_system, organisation
) -> None:
    themed(site, (design_system / organisation / "dist" / "index.css").read_bytes())
    page = new_page(viewport={"width": 1280, "height": 900})
    for scheme in ("licht", "donker"):
        page.goto(f"/stijl/?thema=eigen&scherm={scheme}")
        assert axe(page) == [], scheme


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_staff_frame_has_no_findings_as_the_system_is_set(guide, new_page, axe, scheme) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto("/stijl/?kader=medewerkers")
    dark = page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert dark == (scheme == "dark")
    assert axe(page) == []


def test_on_a_narrow_screen_it_has_no_findings_either(guide, new_page, axe) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto("/stijl/")
    assert axe(page) == []


def test_a_light_house_style_leaves_a_dark_page_dark(guide, site, new_page) -> None:
    themed(site)
    page = new_page()
    background = "getComputedStyle(document.body).backgroundColor"
    page.goto("/stijl/?thema=eigen&scherm=licht")
    assert page.evaluate(background) == "rgb(255, 253, 245)"
    page.goto("/stijl/?thema=eigen&scherm=donker")
    assert page.evaluate(background) == "rgb(22, 22, 22)"
    bar = "getComputedStyle(document.querySelector('.utrecht-nav-bar')).backgroundColor"
    assert page.evaluate(bar) == "rgb(122, 31, 31)"


def test_on_paper_every_house_style_is_black_on_white(guide, site, new_page) -> None:
    themed(site)
    page = new_page(color_scheme="dark")
    page.goto("/stijl/?thema=eigen")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_style_guide_is_closed_to_visitors(page) -> None:
    answer = page.goto("/stijl/")
    assert answer.status == 404
    assert page.goto("/stijl/neutraal-licht.css").status == 404


def test_first_tab_leads_to_the_content(page) -> None:
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
