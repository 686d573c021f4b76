"""What the computer sees on a page without reading it: whether it is blank, and our codes."""

from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter

EDGE = 0.04
"""Part of each side that is not looked at: there are holes, staples and the edge of the paper."""
DARKER = 60
"""How much darker than the paper ink is, of 255. What shines through from behind is lighter."""
INK = 0.0001
"""So small a part of a page has ink on it when it is blank: less than two typed letters."""
_LOOKED_AT = 900
_NEIGHBOURS = 2


@dataclass(frozen=True)
class Code:
    """A QR code on a page, and the clockwise turn that puts it upright."""

    text: str
    turn: int


def is_blank(picture: Image.Image) -> bool:
    """Whether nothing seems to be on the page, apart from dust and the edges of the paper."""
    width, height = picture.size
    across, down = int(width * EDGE), int(height * EDGE)
    inner = picture.convert("L").crop((across, down, width - across, height - down))
    factor = max(1, round(max(inner.size) / _LOOKED_AT))
    # Made smaller dust becomes lighter than ink; of a speck too few neighbours are dark to count.
    seen = inner.reduce(factor).filter(ImageFilter.RankFilter(3, _NEIGHBOURS))
    counts = seen.histogram()
    paper = _middle(counts)
    ink = sum(counts[: max(0, paper - DARKER)])
    return ink <= INK * seen.width * seen.height


def _middle(counts: list[int]) -> int:
    half, passed = sum(counts) / 2, 0
    for level, number in enumerate(counts):
        passed += number
        if passed >= half:
            return level
    return 255


def codes(picture: Image.Image) -> list[Code]:
    """The QR codes on the page, from top to bottom."""
    grey = picture.convert("L")
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    ordered = sorted(found, key=lambda code: code.position.top_left.y)
    return [Code(code.text, round(-code.orientation / 90) * 90 % 360) for code in ordered]
