"""Whether people can read what a house style makes, and what of it is left out when they cannot.

A resident must be able to read every page (WCAG 2.2 SC 1.4.3 and 1.4.11), also on the day an editor
uploads a theme that is not right. So the colours that fail are left out: our neutral ones show
there, the rest of the house style stays, and the editor is told which and why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinycss2
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.core.theming import stylesheet
from participatie.core.theming.colour_names import named
from participatie.core.theming.values import Colour, colour, contrast, resolved

TEXT = 4.5
"""What letters need against their ground: WCAG 2.2 SC 1.4.3."""
LINES = 3.0
"""What the edge of a field or a mark needs: WCAG 2.2 SC 1.4.11."""

Declaration = tuple[str, str]
"""A selector of the stylesheet, and the property it sets."""
PAGE: Declaration = ("body", "background")
INK: Declaration = ("body", "color")
PANEL: Declaration = (".surface", "background")


@dataclass(frozen=True)
class Pair:
    """Two colours of the stylesheet that meet; `under` is what lies under a see-through ground, and
    `inherits` whose letters an inherited colour is.
    """

    label: Promise
    ink: Declaration
    ground: Declaration
    needed: float = TEXT
    under: Declaration = PAGE
    inherits: Declaration = INK


def _pair(label: Promise, selector: str, ground: str = "", **more: Any) -> Pair:
    return Pair(label, (selector, "color"), (ground or selector, "background"), **more)


LINKS = _pair(gettext_lazy("Links"), "a", "body")
PAIRS = [
    _pair(gettext_lazy("The text on the page"), "body"),
    _pair(gettext_lazy("Headings"), "h2", "body"),
    _pair(gettext_lazy("The title of a page"), "h1", "body"),
    _pair(gettext_lazy("Small headings"), "h3", "body"),
    _pair(gettext_lazy("Headings in a panel"), "h2", ".surface"),
    LINKS,
    _pair(gettext_lazy("Links in a panel"), "a", ".surface"),
    _pair(gettext_lazy("A link under the mouse"), "a:hover", "body"),
    _pair(gettext_lazy("The title in the panel at the top"), "h1", ".hero"),
    _pair(gettext_lazy("Text in the panel at the top"), ".hero"),
    _pair(gettext_lazy("Links in the panel at the top"), "a", ".hero"),
    _pair(gettext_lazy("Small text"), ".meta", "body"),
    _pair(gettext_lazy("Small text in a panel"), ".meta", ".surface"),
    _pair(gettext_lazy("Text in a panel"), ".surface"),
    _pair(gettext_lazy("The header"), ".utrecht-page-header"),
    _pair(gettext_lazy("The menu"), ".utrecht-nav-bar"),
    _pair(gettext_lazy("The footer"), ".utrecht-page-footer"),
    _pair(gettext_lazy("The link to the content"), ".utrecht-skip-link"),
    _pair(gettext_lazy("The button"), ".utrecht-button"),
    _pair(
        gettext_lazy("The button under the mouse"),
        ":is(.utrecht-button, .utrecht-button-link):hover",
    ),
    _pair(gettext_lazy("The main button"), ".utrecht-button--primary-action"),
    _pair(
        gettext_lazy("The main button under the mouse"),
        ":is(.utrecht-button--primary-action, .utrecht-button-link--primary-action):hover",
    ),
    _pair(gettext_lazy("The subtle button"), ".utrecht-button--subtle"),
    _pair(gettext_lazy("The button in a panel"), ".utrecht-button", under=PANEL),
    _pair(gettext_lazy("The subtle button in a panel"), ".utrecht-button--subtle", under=PANEL),
    _pair(gettext_lazy("A text field"), ".utrecht-textbox"),
    _pair(gettext_lazy("The label of a field"), ".utrecht-form-label", "body"),
    _pair(gettext_lazy("The help with a field"), ".utrecht-form-field-description", "body"),
    _pair(gettext_lazy("The error at a field"), ".utrecht-form-field-error-message", "body"),
    Pair(
        gettext_lazy("The edge of a text field"),
        (".utrecht-textbox", "border-color"),
        PAGE,
        LINES,
    ),
    _pair(gettext_lazy("A notice"), ".utrecht-alert"),
    _pair(gettext_lazy("A notice that all is well"), ".utrecht-alert", ".utrecht-alert--ok"),
    _pair(gettext_lazy("A warning"), ".utrecht-alert", ".utrecht-alert--warning"),
    _pair(gettext_lazy("A notice of an error"), ".utrecht-alert", ".utrecht-alert--error"),
    _pair(gettext_lazy("A status"), ".utrecht-status-badge"),
    _pair(gettext_lazy("The head of a table"), ".utrecht-table thead th"),
    _pair(gettext_lazy("The term in a list"), ".utrecht-data-list__item-key", "body"),
    _pair(gettext_lazy("Marked text"), ".utrecht-mark"),
    _pair(gettext_lazy("A line above a title"), ".utrecht-pre-heading", "body"),
    _pair(gettext_lazy("A question that opens"), "summary", "body"),
    _pair(gettext_lazy("A step that is done"), ".denhaag-step-marker--checked"),
    _pair(
        gettext_lazy("The current page of a list"),
        ".utrecht-pagination .utrecht-pagination__page-link--current",
    ),
    Pair(
        gettext_lazy("The present step"),
        (".denhaag-step-marker--current", "border-color"),
        PAGE,
        LINES,
    ),
    Pair(
        gettext_lazy("The mark around what has the focus"),
        (":focus-visible", "outline-color"),
        PAGE,
        LINES,
    ),
]

OWN_GROUND = (
    "--utrecht-page-header-",
    "--utrecht-nav-bar-",
    "--utrecht-page-footer-",
    "--utrecht-button-primary-action-",
)
"""What has a ground of its own, so that a theme without dark colours can show it in the dark."""
PLAIN = {"#1a1a1a": Colour(0.102, 0.102, 0.102), "#ffffff": Colour(1.0, 1.0, 1.0)}
"""Letters for a ground of the theme that neither its own letters nor ours can be read on."""
DIM = 0.25
"""A ground with more luminance than this would dazzle on a dark screen."""


@dataclass(frozen=True)
class Finding:
    """One pair that cannot be read; `text` says so with numbers, `left_out` names the tokens."""

    text: str
    scheme: str
    left_out: tuple[str, ...]


@dataclass
class Checked:
    """The tokens that may reach the browser, for a light and for a dark screen, and what not."""

    light: dict[str, str] = field(default_factory=dict)
    dark: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def checked(light: Mapping[str, str], dark: Mapping[str, str]) -> Checked:
    """The readable part of a theme's tokens. `dark`: those on a dark screen, if it says so."""
    result = Checked()
    result.light = _readable(dict(light), "light", result.findings)
    in_the_dark = dict(dark) or _bearable(light)
    # Without dark colours of its own nothing is wrong with a theme: leaving out is no finding.
    result.dark = _readable(in_the_dark, "dark", result.findings if dark else [])
    return result


def failing(tokens: Mapping[str, str], scheme: str, theme: str = "") -> list[str]:
    """The labels of the pairs that cannot be read under these tokens; none is good."""
    page = _Page(tokens, scheme, theme)
    return [str(pair.label) for pair in PAIRS if page.seen(pair).ratio < pair.needed]


def on_paper(tokens: Mapping[str, str], theme: str = "") -> str:
    """The colour of links as `#0e5257`; empty when it cannot be read on white paper."""
    white = PLAIN["#ffffff"]
    ink = _Page(tokens, "light", theme).seen(LINKS).ink
    return ink.hex if ink and contrast(ink, white) >= TEXT else ""


def _bearable(light: Mapping[str, str]) -> dict[str, str]:
    """What of light colours can be shown on a dark screen: sizes, and bars that are dark."""
    kept = {name: value for name, value in light.items() if colour(value) is None}
    for prefix in OWN_GROUND:
        ground = colour(light.get(f"{prefix}background-color", ""))
        if ground and ground.alpha == 1 and ground.luminance <= DIM:
            kept |= {name: value for name, value in light.items() if name.startswith(prefix)}
    return kept


def _readable(tokens: dict[str, str], scheme: str, findings: list[Finding]) -> dict[str, str]:
    """`tokens` with which every pair can be read.

    What makes one fail is left out: the letters; if our own do not do either, they become black or
    white; and if nothing helps, the ground goes too. Each round leaves a token out or settles it
    for good, and the neutral colours pass, so it ends.
    """
    settled: set[str] = set()
    while True:
        page = _Page(tokens, scheme)
        pairs = ((pair, page.seen(pair)) for pair in PAIRS)
        found = next(((p, s) for p, s in pairs if s.ratio < p.needed and s.tokens), None)
        if found is None:
            return tokens
        pair, seen = found
        tokens = _mended(tokens, pair, seen, scheme, settled)
        instead = _Page(tokens, scheme).seen(pair)
        left_out = sorted(seen.tokens - tokens.keys()) or [_own_ink(pair)]
        findings.append(Finding(_told(pair, seen, instead), scheme, tuple(left_out)))


def _mended(
    tokens: dict[str, str], pair: Pair, seen: "_Seen", scheme: str, settled: set[str]
) -> dict[str, str]:
    without_ink = {name: value for name, value in tokens.items() if name not in seen.ink_tokens}
    ways = [without_ink] if seen.ink_tokens else []
    ink = _own_ink(pair)
    if ink and ink not in settled and (ground := seen.ground):
        plain = max(PLAIN, key=lambda text: contrast(PLAIN[text], ground))
        # Letters that come from elsewhere, such as from the page, are not for this part to change.
        ways.insert(len(ways) if ink in seen.ink_tokens else 0, {**tokens, ink: plain})
    for way in ways:
        if _Page(way, scheme).seen(pair).ratio >= pair.needed:
            settled |= {ink} if ink in way else set()
            return way
    return {name: value for name, value in tokens.items() if name not in seen.tokens}


def _own_ink(pair: Pair) -> str:
    """The token for letters of a part that has a ground of its own; none for those of the page."""
    if pair.ink[0] != pair.ground[0] or pair.ink == INK:
        return ""
    value = tinycss2.serialize(stylesheet.declared(*pair.ink))
    return next(iter(stylesheet.TOKEN.findall(value)), "")


def _told(pair: Pair, seen: "_Seen", instead: "_Seen") -> str:
    values = {
        "what": pair.label,
        "needed": number_format(pair.needed, 1),
        "ink_instead": named(instead.ink) if instead.ink else "",
        "ground_instead": named(instead.ground) if instead.ground else "",
    }
    if not seen.ink or not seen.ground:
        return (
            _(
                "%(what)s: we cannot work out the colour, so we leave it out and show"
                " %(ink_instead)s on %(ground_instead)s."
            )
            % values
        )
    return _(
        "%(what)s: %(ink)s on %(ground)s is %(ratio)s : 1, at least %(needed)s : 1 is needed."
        " Instead we show %(ink_instead)s on %(ground_instead)s."
    ) % (
        values
        | {
            "ink": named(seen.ink),
            "ground": named(seen.ground),
            # Cut off, not rounded: 4,46 must not be told as “4,5, and 4,5 is needed”.
            "ratio": number_format(int(seen.ratio * 10) / 10, 1),
        }
    )


@dataclass(frozen=True)
class _Seen:
    """A pair as the browser shows it, and which tokens of the theme made it so."""

    ink: Colour | None
    ground: Colour | None
    ink_tokens: frozenset[str]
    ground_tokens: frozenset[str]

    @property
    def tokens(self) -> frozenset[str]:
        return self.ink_tokens | self.ground_tokens

    @property
    def ratio(self) -> float:
        return contrast(self.ink, self.ground) if self.ink and self.ground else 0.0


class _Page:
    """The stylesheet under a theme, on a light or on a dark screen."""

    def __init__(self, tokens: Mapping[str, str], scheme: str, theme: str = "") -> None:
        self.tokens = tokens
        self.known = {
            **stylesheet.palette(scheme, theme),
            **{name: tinycss2.parse_component_value_list(tokens[name]) for name in tokens},
        }

    def seen(self, pair: Pair) -> _Seen:
        """What this pair looks like."""
        page, page_tokens = self._colour(PAGE, INK)
        ground, ground_tokens = self._colour(pair.ground, PAGE)
        if ground and ground.alpha < 1 and page:
            panel, panel_tokens = self._colour(pair.under, PAGE)
            ground = ground.over(panel.over(page) if panel else page)
            ground_tokens |= page_tokens | panel_tokens
        ink, ink_tokens = self._colour(pair.ink, pair.inherits)
        if ink and ink.alpha < 1 and ground:
            ink = ink.over(ground)
        return _Seen(ink, ground, ink_tokens, ground_tokens)

    def _colour(
        self, declaration: Declaration, inherits: Declaration
    ) -> tuple[Colour | None, frozenset[str]]:
        value = stylesheet.declared(*declaration)
        used = self._used(value)
        text = tinycss2.serialize(resolved(value, self.known) or []).strip()
        if text.lower() in {"inherit", "currentcolor", "unset", ""} and declaration != inherits:
            found, inherited = self._colour(inherits, INK)
            return found, used | inherited
        return colour(text), used

    def _used(self, values: Iterable[Any], within: tuple[str, ...] = ()) -> frozenset[str]:
        """The tokens of the theme that these values are made of."""
        used: frozenset[str] = frozenset()
        for value in values:
            if value.type != "function":
                continue
            name = next((part.value for part in value.arguments if part.type == "ident"), "")
            if value.lower_name != "var" or name not in self.known:
                # Not set: what counts is the fallback, or what else the function mixes.
                used |= self._used(value.arguments, within)
            elif name in self.tokens:
                used |= {name}
            elif name not in within:
                used |= self._used(self.known[name], (*within, name))
        return used
