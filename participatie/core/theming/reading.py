"""Reading a theme file as NL Design System makes them: one class that sets custom properties."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participatie.core.templatetags.prose import file_size
from participatie.core.theming import stylesheet
from participatie.core.theming.values import Tokens, resolved, safe

MAX_BYTES = 200_000
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")


@dataclass
class Theme:
    """What our stylesheet reads from a theme file, each value without `var()`.

    `dark` is nothing when the file says nothing about a dark screen. `found` counts all tokens of
    the file, `skipped` what is not a token: rules for components, other media, ordinary properties.
    """

    name: str = ""
    light: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)
    found: int = 0
    skipped: int = 0


def read(data: bytes) -> Theme:
    """The theme in an uploaded file; `ValidationError` says what is wrong and what to do."""
    reader = _Reader()
    reader.take(tinycss2.parse_stylesheet(_text(data), True, True), "light")
    if not reader.tokens["light"]:
        raise ValidationError(
            _(
                "There are no theme tokens in this file. A theme is a CSS file with lines such as"
                " “--utrecht-link-color: #0e5257;” in one class. Choose the file that your"
                " designer calls theme.css or index.css."
            )
        )
    light = reader.tokens["light"]
    dark = reader.tokens["dark"]
    return Theme(
        name=reader.name,
        light=_pruned(light, light),
        # Also what the light part sets: it may be made of colours that are others in the dark.
        dark=_pruned(light | dark, light | dark) if dark else {},
        found=len(light | dark),
        skipped=reader.skipped,
    )


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ValidationError(
            _(
                "This file is %(size)s; a theme may be %(limit)s at most. Choose the file with"
                " only the design tokens, not the one with all components in it."
            ),
            params={"size": file_size(len(data)), "limit": file_size(MAX_BYTES)},
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValidationError(
            _("This is not a CSS file. Choose the theme file of your house style, in CSS.")
        )
    return text


class _Reader:
    """Collects tokens by scheme, and refuses what must not be in a theme."""

    def __init__(self) -> None:
        self.name = ""
        self.tokens: dict[str, Tokens] = {"light": {}, "dark": {}}
        self.skipped = 0

    def take(self, rules: list[Any], scheme: str) -> None:
        """Read rules that hold on a light or on a dark screen."""
        for rule in rules:
            if rule.type == "at-rule":
                self._at_rule(rule, scheme)
            elif rule.type == "qualified-rule" and self._is_theme(rule, scheme):
                self._declarations(rule.content, scheme)
            else:
                _refuse_addresses(getattr(rule, "content", None) or [], "")
                self.skipped += 1

    def _at_rule(self, rule: Any, scheme: str) -> None:
        if rule.lower_at_keyword == "import":
            raise ValidationError(
                _(
                    "This file fetches another file with @import (line %(line)s). Put everything in"
                    " one file, or choose the file that has it all."
                ),
                params={"line": rule.source_line},
            )
        if rule.lower_at_keyword == "font-face":
            raise ValidationError(
                _(
                    "This file fetches a font with @font-face (line %(line)s). Our pages use the"
                    " fonts of the visitor, so that they stay light. Take that part out."
                ),
                params={"line": rule.source_line},
            )
        asked = SCHEME.fullmatch(tinycss2.serialize(rule.prelude).strip().lower())
        if rule.lower_at_keyword == "media" and asked and rule.content is not None:
            self.take(tinycss2.parse_rule_list(rule.content, True, True), asked[1])
            return
        _refuse_addresses(rule.content or [], "")
        self.skipped += rule.lower_at_keyword != "charset"

    def _is_theme(self, rule: Any, scheme: str) -> bool:
        """Whether a rule is for the whole page: `:root`, or the first class of the file.

        For the dark, themes have a variant of that class: `.x-theme--media-query-color-scheme`.
        """
        for selector in tinycss2.serialize(rule.prelude).split(","):
            named = CLASS.fullmatch(selector.strip())
            if selector.strip() == ":root" or (named and named[1] == self.name):
                return True
            if scheme == "dark" and named and named[1].startswith(f"{self.name}--"):
                return True
            if named and not self.name:
                self.name = named[1]
                return True
        return False

    def _declarations(self, content: list[Any], scheme: str) -> None:
        for item in tinycss2.parse_blocks_contents(content, True, True):
            if item.type != "declaration" or not item.name.startswith("--"):
                _refuse_addresses(getattr(item, "value", None) or [], getattr(item, "name", ""))
                self.skipped += 1
                continue
            _refuse_addresses(item.value, item.name)
            self.tokens[scheme][item.name] = item.value


def _refuse_addresses(values: list[Any], name: str) -> None:
    for value in _all(values):
        address = _address(value)
        if address is not None and not address.strip().lower().startswith("data:"):
            raise ValidationError(
                _(
                    "This file fetches something from another place with url() (line %(line)s:"
                    " %(name)s%(address)s). A theme may hold colours, sizes and names of fonts"
                    " only. Take that line out."
                ),
                params={
                    "line": value.source_line,
                    "name": f"{name}: " if name else "",
                    "address": address[:80],
                },
            )


def _all(values: list[Any]) -> Iterator[Any]:
    for value in values:
        yield value
        for inner in ("content", "arguments"):
            yield from _all(getattr(value, inner, None) or [])


def _address(value: Any) -> str | None:
    if value.type == "url":
        return str(value.value)
    if value.type == "function" and value.lower_name in {"url", "src", "image", "image-set"}:
        return "".join(
            inner.value if inner.type == "string" else inner.serialize()
            for inner in value.arguments
        )
    # What the browser would still try to make something of: `url(` with a quote or space in it.
    if value.type == "error" and "url" in value.kind:
        return ""
    return None


def _pruned(tokens: Tokens, known: Tokens) -> dict[str, str]:
    """The tokens that our stylesheet reads, as text, when their value is harmless."""
    kept = {}
    for name in sorted(tokens.keys() & stylesheet.tokens_read()):
        value = safe(resolved(tokens[name], known))
        if value:
            kept[name] = value
    return kept
