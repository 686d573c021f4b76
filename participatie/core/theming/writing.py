"""Writing a house style for the browser: one stylesheet, ours with its tokens behind it."""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

from django.templatetags.static import static

from participatie.core.theming import stylesheet
from participatie.core.theming.contrast import Checked, checked, on_paper
from participatie.core.theming.values import colour

NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
LIGHT = "(prefers-color-scheme: light)"
RELATIVE = re.compile(r'url\("(?!data:|/)')


def readable(name: str, light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """What of a theme can be read, as CSS for the class `name`.

    Worked out once: it takes tens of milliseconds, and sites ask for it over and over.
    """
    return _readable(name, frozenset(light.items()), frozenset(dark.items()))


@lru_cache(maxsize=32)
def _readable(
    name: str, light: frozenset[tuple[str, str]], dark: frozenset[tuple[str, str]]
) -> str:
    return rules(name, checked(dict(light), dict(dark)))


def accent_on_paper(name: str, light: Mapping[str, str]) -> str:
    """The colour of links on white paper as `#0e5257`, empty when it cannot be read there.

    `name` is the class of the theme; one that our own stylesheet has needs no tokens. Worked out
    once, as above.
    """
    return _accent_on_paper(name, frozenset(light.items()))


@lru_cache(maxsize=32)
def _accent_on_paper(name: str, light: frozenset[tuple[str, str]]) -> str:
    return on_paper(checked(dict(light), {}).light, name)


def rules(name: str, theme: Checked) -> str:
    """The tokens as CSS for the class `name`. Colours are for screens only: paper is white."""
    blocks = []
    both = {
        token: value
        for token, value in theme.light.items()
        if colour(value) is None and theme.dark.get(token) == value
    }
    for condition, tokens in (
        ("", both),
        (f"@media screen and {LIGHT}", theme.light.items() - both.items()),
        (f"@media screen and {stylesheet.DARK}", theme.dark.items() - both.items()),
    ):
        if tokens:
            body = ";".join(f"{token}:{value}" for token, value in sorted(dict(tokens).items()))
            rule = f".{name}{{{body}}}"
            blocks.append(f"{condition}{{{rule}}}" if condition else rule)
    return "\n".join(blocks)


def combined(tokens: str) -> str:
    """Our stylesheet with rules behind it, for an address of its own."""
    folder = static("core/").rstrip("/")
    ours = RELATIVE.sub(f'url("{folder}/', stylesheet.text())
    return f"{ours}\n{tokens}\n"


def fixed(css: str, scheme: str) -> str:
    """A stylesheet that is light or dark whatever the visitor's system says."""
    always, never = "(min-width: 0)", "(max-width: 0)"
    is_dark = scheme == "dark"
    return css.replace(stylesheet.DARK, always if is_dark else never).replace(
        LIGHT, never if is_dark else always
    )


@lru_cache(maxsize=32)
def digest(css: str) -> str:
    """Short text that changes with the stylesheet, for its address."""
    return hashlib.sha256(css.encode()).hexdigest()[:16]
