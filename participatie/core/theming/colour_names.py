"""A colour in words, so that a warning can be read by who does not read hex codes."""

from colorsys import rgb_to_hls

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.core.theming.values import Colour

HUES = [
    (14, gettext_lazy("red")),
    (42, gettext_lazy("orange")),
    (66, gettext_lazy("yellow")),
    (160, gettext_lazy("green")),
    (195, gettext_lazy("turquoise")),
    (255, gettext_lazy("blue")),
    (295, gettext_lazy("purple")),
    (345, gettext_lazy("pink")),
    (360, gettext_lazy("red")),
]
"""Up to which hue, in degrees, a name goes."""


def named(colour: Colour) -> str:
    """`lichtgeel (#fff2a8)`."""
    return f"{_name(colour)} ({colour.hex})"


def _name(colour: Colour) -> str:
    hue, light, saturation = rgb_to_hls(colour.red, colour.green, colour.blue)
    if light > 0.97:
        return _("white")
    if light < 0.11:
        return _("black")
    if saturation < 0.12:
        name = _("grey")
    else:
        name = str(next(name for up_to, name in HUES if hue * 360 <= up_to))
    if light > 0.72:
        return _("light %(colour)s") % {"colour": name}
    if light < 0.33:
        return _("dark %(colour)s") % {"colour": name}
    return name
