"""What our own stylesheet reads and falls back to; the checks follow it, not a copy of it."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2

from participatie.core.theming.values import Tokens

PATH = Path(__file__).resolve().parent.parent / "static" / "core" / "participatie.css"
TOKEN = re.compile(r"var\(\s*(--(?:utrecht|denhaag|nl)-[\w-]+)")
DARK = "(prefers-color-scheme: dark)"


def text() -> str:
    """The stylesheet as it is written."""
    return PATH.read_text(encoding="utf-8")


@lru_cache
def tokens_read() -> frozenset[str]:
    """The tokens of a theme that make a difference here."""
    return frozenset(TOKEN.findall(text()))


@lru_cache
def palette(scheme: str, theme: str = "") -> Tokens:
    """The custom properties of the page without a house style, on a light or a dark screen.

    `theme`: a class that the stylesheet itself has a palette for.
    """
    wanted = {":root", f".{theme}"}
    return {
        name: value
        for selectors, declarations, is_dark in _rules()
        if wanted & selectors and (not is_dark or scheme == "dark")
        for name, value in declarations.items()
        if name.startswith("--")
    }


@lru_cache
def declared(selector: str, name: str) -> tuple[Any, ...]:
    """The value that the stylesheet gives a property for exactly this selector."""
    shorthand = name.removesuffix("-color")
    for selectors, declarations, is_dark in reversed(_rules()):
        if selector not in selectors or is_dark:
            continue
        if name in declarations:
            return tuple(declarations[name])
        if shorthand in declarations:
            # As we write it, the colour comes last: `border: 1px solid var(--line)`.
            return (*[part for part in declarations[shorthand] if part.type != "whitespace"][-1:],)
    raise LookupError(f"participatie.css says no {name} for {selector}.")


@lru_cache
def _rules() -> list[tuple[frozenset[str], Tokens, bool]]:
    """Every rule for the screen: selectors, declarations, and whether it is for the dark only."""
    found: list[tuple[frozenset[str], Tokens, bool]] = []

    def take(rules: list[Any], is_dark: bool) -> None:
        for rule in rules:
            if rule.type == "at-rule" and rule.content is not None:
                condition = tinycss2.serialize(rule.prelude)
                if rule.lower_at_keyword == "layer" or DARK in condition:
                    inner = tinycss2.parse_rule_list(rule.content, True, True)
                    take(inner, is_dark or DARK in condition)
            elif rule.type == "qualified-rule":
                declarations = {
                    item.name: item.value
                    for item in tinycss2.parse_blocks_contents(rule.content, True, True)
                    if item.type == "declaration"
                }
                found.append((_selectors(rule), declarations, is_dark))

    take(tinycss2.parse_stylesheet(text(), True, True), False)
    return found


def _selectors(rule: Any) -> frozenset[str]:
    parts: list[list[Any]] = [[]]
    for value in rule.prelude:
        if value == ",":
            parts.append([])
        else:
            parts[-1].append(value)
    return frozenset(tinycss2.serialize(part).strip() for part in parts)
