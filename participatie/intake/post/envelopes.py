"""The window envelopes that the letters are laid out for, and what shows through the window.

Measures in millimetres, as these envelopes are commonly sold in the Netherlands (window on the
left). A sheet that slides to and fro in its envelope lies on the bottom of it, and anywhere between
the left and the right side.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

A4 = (210.0, 297.0)


@dataclass(frozen=True)
class Area:
    """A rectangle on a sheet, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Envelope:
    """An envelope with a window. `most_sheets` is how many sheets of 80 grams it takes, folded."""

    name: Any
    width: float
    height: float
    folded_in: int
    """Parts into which a sheet is folded from top to bottom."""
    window_left: float
    """From the left side of the envelope."""
    window_above_bottom: float
    window_width: float
    window_height: float
    most_sheets: int

    def seen(self, *, slid: float = 0.0) -> Area:
        """What shows of the first page when the sheet lies `slid` from the left side."""
        part = A4[1] / self.folded_in
        bottom = part - self.window_above_bottom
        left = self.window_left - slid
        return Area(left, bottom - self.window_height, left + self.window_width, bottom)

    @property
    def play(self) -> float:
        """How far a sheet can slide from left to right."""
        return self.width - A4[0]


ENVELOPES = (
    Envelope(_("DL, window on the left"), 220, 110, 3, 20, 20, 100, 30, most_sheets=4),
    Envelope(_("C5, window on the left"), 229, 162, 2, 20, 60, 100, 45, most_sheets=8),
    Envelope(_("C4, window on the left"), 229, 324, 1, 20, 212, 100, 45, most_sheets=40),
)
"""The smallest first."""


def fitting(sheets: int) -> Envelope:
    """The smallest envelope that takes so many sheets; the largest one for more than any takes."""
    return next((one for one in ENVELOPES if sheets <= one.most_sheets), ENVELOPES[-1])
