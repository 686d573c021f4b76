"""Pictures drawn on the server. The same numbers belong in a table beneath: the page's job."""

from collections.abc import Iterable

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_ROW = 3.25
"""Height of one bar with its label, in em."""


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
                formats.number_format(value, force_grouping=True),
                label,
                _em(place, 1.6),
                _em(place, 1.6),
                f"{100 * value / largest:.1f}",
            )
            for place, (label, value) in enumerate(bars)
        ),
    )
    return format_html(
        '<svg class="chart" role="img" aria-labelledby="{name}-title {name}-description" '
        'width="100%" height="{height}em"><title id="{name}-title">{title}</title>'
        '<desc id="{name}-description">{description}</desc>\n{drawn}</svg>',
        name=name,
        height=f"{_ROW * len(bars):.2f}",
        title=title,
        description=description,
        drawn=drawn,
    )


def _em(place: int, offset: float) -> str:
    return f"{place * _ROW + offset:.2f}"
