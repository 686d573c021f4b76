"""Theme files: what is taken from them, and what is refused with which words."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from participatie.core.theming import reading

pytestmark = pytest.mark.usefixtures("_dutch")


@pytest.fixture
def _dutch():
    with translation.override("nl"):
        yield


def refused(css: str | bytes) -> str:
    """What the editor reads."""
    with pytest.raises(ValidationError) as caught:
        reading.read(css.encode() if isinstance(css, str) else css)
    return " ".join(caught.value.messages)


def test_a_theme_is_the_tokens_that_our_stylesheet_reads():
    theme = reading.read(
        b"""/* a licence */ @charset "utf-8";
        .woldermark-theme { --utrecht-link-color: #0e5257; --todo-flavour: sweet; color: red }
        .woldermark-theme .utrecht-button { background: lime }
        @media (width >= 35em) { .woldermark-theme { --utrecht-link-color: red } }"""
    )
    assert theme.name == "woldermark-theme"
    assert theme.light == {"--utrecht-link-color": "#0e5257"}
    assert (theme.found, theme.skipped) == (2, 3)


def test_values_are_followed_through_their_chain():
    theme = reading.read(
        b""":root { --brand: var(--brand-dark, red); --brand-dark: hsl(200 50% 20%) }
        .x { --utrecht-link-color: var(--brand); --utrecht-link-hover-color: var(--none, #123);
             --utrecht-heading-color: var(--none); --utrecht-button-color: var(--a);
             --a: var(--b); --b: var(--a) }"""
    )
    assert theme.light == {
        "--utrecht-link-color": "hsl(200 50% 20%)",
        "--utrecht-link-hover-color": "#123",
    }


def test_colours_for_the_dark_are_kept_apart():
    theme = reading.read(
        b""".x-theme { --brand: #036; --utrecht-link-color: var(--brand) }
        @media (prefers-color-scheme: dark) { .x-theme--media-query-color-scheme {
          --brand: #9cf } }"""
    )
    assert theme.light == {"--utrecht-link-color": "#036"}
    assert theme.dark == {"--utrecht-link-color": "#9cf"}


def test_only_the_first_class_of_a_file_is_the_theme():
    theme = reading.read(
        b".a { --utrecht-link-color: red } .b { --utrecht-link-color: blue }"
        b".a > p { --utrecht-link-color: green }"
    )
    assert theme.light == {"--utrecht-link-color": "red"}
    assert theme.skipped == 2


@pytest.mark.parametrize(
    "value",
    [
        "red} body{display:none",
        "expression(alert(1))",
        "attr(href)",
        '"</style><script>"',
        "env(x)",
        "linear-gradient(red, blue)",
        "red !x",
        "@foo",
        "x" * 301,
        "element(#a)",
    ],
)
def test_a_value_that_is_more_than_colours_sizes_and_names_is_left_out(value):
    css = f".x {{ --utrecht-link-color: {value}; --utrecht-button-color: blue }}"
    theme = reading.read(css.encode())
    assert "--utrecht-link-color" not in theme.light or theme.light["--utrecht-link-color"] == "red"
    assert not set('{}<>@;"') & set("".join(theme.light.values()))


@pytest.mark.parametrize(
    "at", ['@import "x.css";', "@import url(//evil.example/x.css);", "@IMPORT 'a';"]
)
def test_import_is_refused_with_its_line(at):
    text = refused(f"/* een */\n{at}\n.x {{ --utrecht-link-color: red }}")
    assert "@import (regel 2)" in text


@pytest.mark.parametrize(
    "value",
    [
        "url(https://evil.example/pixel.gif)",
        'url("//evil.example/a")',
        "URL( 'x.svg' )",
        "var(--y, url(https://evil.example/))",
        'image-set("https://evil.example/a" 1x)',
        r"\75rl(https://evil.example/a)",
    ],
)
@pytest.mark.parametrize("name", ["--utrecht-link-color", "--logo", "background"])
def test_addresses_of_other_places_are_refused_wherever_they_are(name, value):
    text = refused(f".x {{ --utrecht-link-color: red;\n{name}: {value} }}")
    assert "url() (regel 2" in text
    assert name in text


def test_addresses_in_rules_that_are_skipped_are_refused_too():
    assert "url()" in refused(".x {--utrecht-link-color:red} .x a { background: url(//e.example) }")
    assert "url()" in refused(
        ".x {--utrecht-link-color:red} @supports (color:red) { .x{background: url(//e.example)} }"
    )


def test_pictures_inside_a_file_do_no_harm_and_are_not_used():
    theme = reading.read(
        b".x { --icon: url('data:image/svg+xml,x'); --utrecht-link-color: red;"
        b" --utrecht-button-color: url(data:image/gif;base64,R0) }"
    )
    assert theme.light == {"--utrecht-link-color": "red"}


def test_a_font_is_refused():
    assert "@font-face (regel 1)" in refused("@font-face { font-family: x; src: url(x.woff) }")


def test_a_file_of_two_megabytes_is_refused_with_both_sizes():
    text = refused(".x { --utrecht-link-color: red }" + " " * 2_000_000)
    assert "2,0 MB" in text
    assert "200 kB" in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        "é".encode("latin-1"),
        b"PK\x03\x04\0",
        b"<html></html>",
        b"{}",
    ],
)
def test_what_is_no_theme_is_refused_with_what_to_choose_instead(data):
    assert "Kies" in refused(data)


def test_css_without_tokens_is_refused():
    assert "theme.css" in refused("body { color: red }")


def test_deep_nesting_is_no_way_to_break_it():
    css = ".x { --utrecht-link-color: " + "var(--a," * 400 + "red" + ")" * 400 + " }"
    try:
        theme = reading.read(css.encode())
    except ValidationError:
        return
    assert set(theme.light) <= {"--utrecht-link-color"}
