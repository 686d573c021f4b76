"""Pictures drawn on the server. The same numbers belong in a table beneath: the page's job."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from participatie.core.flow import Band, Flows, Place, lay_out

register = template.Library()

_ROW = 3.25
"""Height of one bar with its label, in em."""
_LINE = 1.25
"""Height of a line of a label, in em."""
_LETTERS = 13
"""Of one line of a label: what fits beside the bands on a narrow telephone."""
_THINNEST = 0.06
"""Of a bar that one of ten thousand has, in em: still to be seen."""


@register.simple_tag
def bar_chart(
    rows: Iterable[tuple[str, int]], title: str, description: str = "", name: str = "chart"
) -> SafeString:
    """Horizontal bars, one per (label, value), as SVG that grows with screen and letter size.

    `name` must be unique on the page. Lengths are relative to the largest value. Sizes are in
    em and percentages, so that text stays readable on a phone and at 400 % zoom.
    """
    bars = list(rows)
    largest = max((value for _label, value in bars), default=0) or 1
    drawn = format_html_join(
        "\n",
        # The number first, so that a long label on a phone loses its tail, not the number.
        '<text x="0" y="{}em"><tspan class="value">{}</tspan> {}</text>'
        '<rect class="track" x="0" y="{}em" width="100%" height="1em" rx="3"/>'
        '<rect class="bar" x="0" y="{}em" width="{}%" height="1em" rx="3"/>',
        (
            (
                _em(place, 1.1),
                _number(value),
                label,
                _em(place, 1.6),
                _em(place, 1.6),
                f"{100 * value / largest:.1f}",
            )
            for place, (label, value) in enumerate(bars)
        ),
    )
    return _drawing(drawn, _ROW * len(bars), "chart", title, description, name)


@register.simple_tag
def flow_chart(
    flows: Flows,
    left: Sequence[tuple[str, str]],
    right: Sequence[tuple[str, str]],
    title: str,
    description: str = "",
    name: str = "flow",
) -> SafeString:
    """Bands from the places at the left to those at the right, as wide as their numbers.

    `left` and `right` are (key, label) in order; no key stands on both sides. The bands stretch
    with the screen, letters do not: labels stay readable at 320 pixels and at 400 % zoom.
    """
    labels = dict(left) | dict(right)
    lines = {key: wrap(label, _LETTERS) for key, label in labels.items()}
    picture = lay_out(
        flows,
        [key for key, _label in left],
        [key for key, _label in right],
        lambda key: (1 + len(lines[key])) * _LINE,
    )
    drawn = format_html(
        '<svg x="34%" width="28%" height="{height}em" viewBox="0 0 100 {inner}" '
        'preserveAspectRatio="none">{bands}</svg>\n{starts}{ends}',
        height=f"{picture.height:.2f}",
        inner=_fine(picture.height),
        bands=_bands(picture.bands, labels),
        starts=_places(picture.left, lines, bar="33%", text="31.5%", anchor="end"),
        ends=_places(picture.right, lines, bar="62%", text="64.5%", anchor="start"),
    )
    return _drawing(drawn, picture.height, "chart flow", title, description, name)


def _drawing(
    drawn: SafeString, height: float, kind: str, title: str, description: str, name: str
) -> SafeString:
    return format_html(
        '<svg class="{kind}" role="img" aria-labelledby="{name}-title {name}-description" '
        'width="100%" height="{height}em"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-description">{description}</desc>\n{drawn}</svg>',
        kind=kind,
        name=name,
        height=f"{height:.2f}",
        title=title,
        description=description,
        drawn=drawn,
    )


def _bands(bands: Sequence[Band], labels: Mapping[str, str]) -> SafeString:
    return format_html_join(
        "\n",
        '<path d="M0 {}C50 {} 50 {} 100 {}V{}C50 {} 50 {} 0 {}Z"><title>{}</title></path>',
        (
            (
                *(_fine(y) for y in (band.start, band.start, band.end, band.end)),
                *(_fine(y + band.thickness) for y in (band.end, band.end, band.start, band.start)),
                f"{labels[band.source]} → {labels[band.target]}: {_number(band.count)}",
            )
            for band in bands
        ),
    )


def _places(
    places: Sequence[Place], lines: Mapping[str, Sequence[str]], bar: str, text: str, anchor: str
) -> SafeString:
    return mark_safe(
        "\n".join(_place(place, lines[place.key], bar, text, anchor) for place in places)
    )


def _place(place: Place, lines: Sequence[str], bar: str, text: str, anchor: str) -> SafeString:
    first = place.middle - (1 + len(lines)) * _LINE / 2 + _LINE * 0.75
    return format_html(
        '<rect class="bar" x="{}" y="{}em" width="1%" height="{}em"/>'
        '<text y="{}em" text-anchor="{}"><tspan class="value" x="{}">{}</tspan>{}</text>',
        bar,
        f"{place.bar_top:.2f}",
        f"{max(place.bar, _THINNEST):.2f}",
        f"{first:.2f}",
        anchor,
        text,
        _number(place.count),
        format_html_join(
            "", '<tspan x="{}" dy="{}em">{}</tspan>', ((text, _LINE, line) for line in lines)
        ),
    )


def _fine(height: float) -> str:
    # The bands are drawn in tenths of an em: whole numbers are short.
    return f"{height * 10:.1f}"


def _number(value: int) -> str:
    return formats.number_format(value, force_grouping=True)


def _em(place: int, offset: float) -> str:
    return f"{place * _ROW + offset:.2f}"
