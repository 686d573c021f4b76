"""What a document on paper shows of the house style: the colour of its headings, and the logo."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type

import typst
from django.core.files.storage import default_storage

from participatie.core import house_style
from participatie.core.house_style import Logo

ACCENT = "#154273"
"""Of headings, where the house style has no colour that can be read on paper."""


@dataclass(frozen=True)
class Paper:
    """The look of a document. `svg` is the logo, empty without one, `ratio` its width by its
    height, and `says_name` tells that the name of the organisation is in it."""

    accent: str = ACCENT
    svg: str = ""
    ratio: float = 1.0
    says_name: bool = False


def current() -> Paper:
    """The look of what is made now."""
    style = house_style.current()
    accent, logo = style.accent or ACCENT, style.logo
    try:
        svg = _svg(logo.file, logo) if logo is not None and logo.file else ""
    except (OSError, ValueError, typst.TypstError):
        # A letter without its logo is a letter; none at all is not.
        svg = ""
    if logo is None or not svg:
        return Paper(accent)
    return Paper(accent, svg, logo.width / logo.height, logo.says_name)


@lru_cache(maxsize=8)
def _svg(name: str, logo: Logo) -> str:
    """The picture of this name as SVG; one made of pixels lies in it.

    Raises OSError when it is gone, ValueError or typst.TypstError when it cannot be drawn.
    """
    with default_storage.open(name) as file:
        content = bytes(file.read())
    kind = guess_type(name)[0] or ""
    if kind == "image/svg+xml":
        svg = content.decode()
    else:
        size = f'width="{logo.width}" height="{logo.height}"'
        address = f"data:{kind};base64,{b64encode(content).decode()}"
        picture = f'<image {size} href="{address}"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{picture}</svg>'
    typst.compile(
        b'#image(bytes(sys.inputs.svg), format: "svg")',
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"svg": svg},
    )
    return svg
