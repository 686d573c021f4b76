"""Colours that meet: what cannot be read never reaches a resident."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from participatie.core.house_style import PRODUCT_THEME
from participatie.core.styleguide import EXAMPLES
from participatie.core.theming import contrast, reading, stylesheet, writing
from participatie.core.theming.values import Colour, colour
from participatie.core.theming.values import contrast as ratio

LINK = "--utrecht-link-color"


def told(light: dict[str, str], dark: dict[str, str] | None = None) -> list[str]:
    """What an editor reads about a theme."""
    with translation.override("nl"):
        return [finding.text for finding in contrast.checked(light, dark or {}).findings]


@pytest.mark.parametrize("theme", ["", PRODUCT_THEME])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_our_own_colours_can_be_read(scheme, theme):
    assert contrast.failing({}, scheme, theme) == []


@pytest.mark.parametrize(
    ("text", "red", "green", "blue"),
    [
        ("#0e5257", 14, 82, 87),
        ("white", 255, 255, 255),
        ("hsl(120deg 100% 25%)", 0, 128, 0),
        ("hwb(0 0% 0%)", 255, 0, 0),
        ("oklch(62.8% 0.2577 29.23)", 255, 0, 0),
        ("lab(54.29% 80.8 69.89)", 255, 0, 0),
    ],
)
def test_colours_are_read_in_every_notation(text, red, green, blue):
    found = colour(text)
    seen = [found.red * 255, found.green * 255, found.blue * 255]
    assert seen == pytest.approx([red, green, blue], abs=1.2)


@pytest.mark.parametrize(
    "text", ["currentcolor", "1rem", "color-mix(in hsl, red, blue)", "a b", ""]
)
def test_what_is_not_one_colour_is_none(text):
    assert colour(text) is None


def test_the_ratio_is_that_of_wcag():
    assert ratio(Colour(0, 0, 0), Colour(1, 1, 1)) == pytest.approx(21)
    assert ratio(colour("#767676"), colour("#fff")) == pytest.approx(4.54, abs=0.005)


def test_white_letters_on_a_yellow_button_are_left_out_and_the_yellow_stays():
    theme = {
        "--utrecht-button-primary-action-background-color": "#ffe066",
        "--utrecht-button-primary-action-color": "#fff",
    }
    (text,) = told(theme)
    assert text.startswith(
        "De hoofdknop: wit (#ffffff) op geel (#ffe066) is 1,3 : 1,"
        " minstens 4,5 : 1 is nodig."
        " In plaats daarvan tonen wij zwart (#1a1a1a) op geel (#ffe066)."
    )
    shown = contrast.checked(theme, {}).light
    assert shown["--utrecht-button-primary-action-background-color"] == "#ffe066"
    assert shown["--utrecht-button-primary-action-color"] == "#1a1a1a"


def test_letters_alone_go_when_that_is_enough():
    theme = {LINK: "#e8a200", "--utrecht-nav-bar-background-color": "#036"}
    checked = contrast.checked(theme, {})
    assert checked.light == {"--utrecht-nav-bar-background-color": "#036"}
    assert [finding.left_out for finding in checked.findings] == [(LINK,)]


def test_a_colour_just_under_the_line_is_not_rounded_up_to_it():
    (text, *_others) = told({LINK: "#777777"})
    assert "4,4 : 1" in text


def test_see_through_colours_are_judged_as_they_are_seen():
    assert contrast.failing({LINK: "rgb(0 0 0 / .3)"}, "light") != []
    assert contrast.failing({LINK: "rgb(0 0 0 / .9)"}, "light") == []


def test_a_colour_that_cannot_be_worked_out_is_left_out():
    checked = contrast.checked({LINK: "calc(1px)"}, {})
    assert checked.light == {}
    assert told({LINK: "calc(1px)"})


def test_a_light_theme_keeps_only_its_dark_bars_on_a_dark_screen():
    theme = {
        "--utrecht-document-color": "#222",
        "--utrecht-document-background-color": "#fff",
        LINK: "#036",
        "--utrecht-nav-bar-background-color": "#036",
        "--utrecht-nav-bar-color": "#fff",
        "--utrecht-page-header-background-color": "#ffd",
        "--utrecht-button-border-radius": "0",
    }
    checked = contrast.checked(theme, {})
    assert checked.light == theme
    assert set(checked.dark) == {
        "--utrecht-nav-bar-background-color",
        "--utrecht-nav-bar-color",
        "--utrecht-button-border-radius",
    }
    assert checked.findings == []


def test_dark_colours_of_a_theme_are_judged_on_a_dark_page():
    (text,) = told({}, {LINK: "#003366"})
    assert "donkerblauw (#003366)" in text
    assert contrast.checked({}, {LINK: "#9cf"}).dark == {LINK: "#9cf"}


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
THEMES = st.dictionaries(st.sampled_from(sorted(stylesheet.tokens_read())), COLOURS, max_size=30)


@settings(deadline=None)
@given(light=THEMES, dark=THEMES)
def test_whatever_the_theme_says_the_page_can_be_read(light, dark):
    checked = contrast.checked(light, dark)
    assert contrast.failing(checked.light, "light") == []
    assert contrast.failing(checked.dark, "dark") == []
    for text in told(light, dark):
        assert text


def test_tokens_reach_the_screen_by_scheme_and_never_the_paper():
    radius = {"--utrecht-button-border-radius": "0"}
    checked = contrast.checked({LINK: "#036"} | radius, {LINK: "#9cf"} | radius)
    assert writing.rules("x-theme", checked) == (
        ".x-theme{--utrecht-button-border-radius:0}\n"
        "@media screen and (prefers-color-scheme: light){.x-theme{--utrecht-link-color:#036}}\n"
        "@media screen and (prefers-color-scheme: dark){.x-theme{--utrecht-link-color:#9cf}}"
    )


def test_the_examples_are_a_theme_without_and_one_with_findings():
    read = {path.stem: reading.read(path.read_bytes()) for path in EXAMPLES.glob("*.css")}
    findings = {
        name: bool(contrast.checked(theme.light, theme.dark).findings)
        for name, theme in read.items()
    }
    assert findings == {"waterland": False, "zonnedijk": True}


def test_every_token_of_the_checks_stands_in_the_stylesheet():
    for pair in contrast.PAIRS:
        assert stylesheet.declared(*pair.ink)
        assert stylesheet.declared(*pair.ground)
