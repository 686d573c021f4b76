"""Values in CSS: `var()` filled in, what is harmless, and colours as numbers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tinycss2
from tinycss2 import color4

Tokens = dict[str, list[Any]]
"""{custom property: component values}."""

MIX = re.compile(r"color-mix\(in srgb, *(.+) ([\d.]+)%, *(.+)\)")
MAX_LENGTH = 300
HARMLESS = {"ident", "number", "dimension", "percentage", "hash", "string", "whitespace", "comment"}
SIGNS = {",", "/", "+", "-", "*"}
FUNCTIONS = {
    *("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"),
    *("calc", "min", "max", "clamp"),
}


def resolved(
    values: Sequence[Any], known: Mapping[str, Sequence[Any]], within: tuple[str, ...] = ()
) -> list[Any] | None:
    """The values with each `var()` filled in from `known`; None where one cannot be (CSS calls
    that “invalid at computed-value time”), as in a circle.
    """
    filled: list[Any] = []
    for value in values:
        if value.type != "function":
            filled.append(value)
        elif value.lower_name == "var":
            inner = _referred(value.arguments, known, within)
            if inner is None:
                return None
            filled += inner
        else:
            arguments = resolved(value.arguments, known, within)
            if arguments is None:
                return None
            filled.append(
                tinycss2.ast.FunctionBlock(
                    value.source_line, value.source_column, value.name, arguments
                )
            )
    return filled


def _referred(
    arguments: Sequence[Any], known: Mapping[str, Sequence[Any]], within: tuple[str, ...]
) -> list[Any] | None:
    parts = [part for part in arguments if part.type not in {"whitespace", "comment"}]
    if not parts or parts[0].type != "ident" or len(within) > 50:
        return None
    name = parts[0].value
    if name in known and name not in within:
        found = resolved(known[name], known, (*within, name))
        if found is not None:
            return found
    comma = next((at for at, part in enumerate(arguments) if part == ","), None)
    return None if comma is None else resolved(arguments[comma + 1 :], known, within)


def safe(values: Iterable[Any] | None) -> str:
    """The values as text, or nothing when there is more in them than colours, sizes and names."""
    values = list(values or [])
    if not all(_is_harmless(value) for value in values):
        return ""
    text = " ".join(tinycss2.serialize(values).split())
    return text if len(text) <= MAX_LENGTH else ""


def _is_harmless(value: Any) -> bool:
    if value.type == "function":
        return value.lower_name in FUNCTIONS and all(map(_is_harmless, value.arguments))
    if value.type == "literal":
        return value.value in SIGNS
    if value.type == "string":
        return not set('<>{};\\"') & set(value.value)
    return value.type in HARMLESS


@dataclass(frozen=True)
class Colour:
    """A colour on a screen: red, green and blue from 0 to 1, and how much it covers."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: "Colour") -> "Colour":
        """What is seen where this colour lies on another."""
        mixed = (
            mine * self.alpha + under * (1 - self.alpha)
            for mine, under in zip(
                (self.red, self.green, self.blue),
                (ground.red, ground.green, ground.blue),
                strict=True,
            )
        )
        return Colour(*mixed)

    @property
    def luminance(self) -> float:
        """Relative luminance (WCAG 2.2), 0 for black and 1 for white."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (self.red, self.green, self.blue)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def hex(self) -> str:
        """As people write it in a house style: `#0e5257`."""
        return "#" + "".join(
            f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue)
        )


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours that cover (WCAG 2.2 SC 1.4.3): 1 to 21."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def colour(text: str) -> Colour | None:
    """The colour that CSS text stands for; None for anything that is not exactly one colour."""
    if text.startswith("color-mix("):
        return _mixed(text)
    found = color4.parse_color(text)
    if found is None or isinstance(found, str):
        return None
    if found.space in {"srgb", "hsl", "hwb"}:
        parts = tuple(found.to("srgb").coordinates)
    else:
        try:
            xyz = found.to("xyz-d50" if found.space in {"lab", "lch", "xyz-d50"} else "xyz-d65")
        except NotImplementedError:
            return None
        parts = _srgb(*xyz.coordinates, is_d50=xyz.space == "xyz-d50")
    red, green, blue = (min(1.0, max(0.0, part or 0.0)) for part in parts)
    return Colour(red, green, blue, found.alpha)


def _mixed(text: str) -> Colour | None:
    """`color-mix(in srgb, red 9%, white)`, the one form of it that our stylesheet has."""
    parts = MIX.fullmatch(text)
    one, other = (colour(parts[1]), colour(parts[3])) if parts else (None, None)
    if not parts or not one or not other:
        return None
    return replace(one, alpha=float(parts[2]) / 100).over(other)


def _srgb(x: float, y: float, z: float, *, is_d50: bool) -> tuple[float, float, float]:
    """From CIE XYZ (CSS Color 4, section 18: sample code)."""
    if is_d50:
        x, y, z = (
            0.955473421488075 * x - 0.02309845494876471 * y + 0.06325924320057072 * z,
            -0.0283697093338637 * x + 1.0099953980813041 * y + 0.021041441191917323 * z,
            0.012314014864481998 * x - 0.020507649298898964 * y + 1.330365926242124 * z,
        )
    linear = (
        3.2409699419045213 * x - 1.5373831775700935 * y - 0.4986107602930033 * z,
        -0.9692436362808798 * x + 1.8759675015077206 * y + 0.04155505740717561 * z,
        0.05563007969699361 * x - 0.20397695888897657 * y + 1.0569715142428786 * z,
    )
    red, green, blue = (
        12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        for part in (max(0.0, part) for part in linear)
    )
    return red, green, blue
