"""A scale as somebody answers it, whatever the door."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.questions import SCALE


def steps(ends: Sequence[Any]) -> list[tuple[str, Any]]:
    """The steps as (step, word). Only both ends have a word: those given, or else low and high."""
    low, high = (ends[0], ends[-1]) if ends else (_("low"), _("high"))
    words = {SCALE[0]: low, SCALE[-1]: high}
    return [(step, words.get(step, "")) for step in SCALE]


def choices(ends: Sequence[Any]) -> list[tuple[str, Any]]:
    """The same for a field of a form, as (step, label)."""
    return [
        (step, format_html("{} – {}", step, word) if word else step) for step, word in steps(ends)
    ]
