"""QR codes as pictures, for pages and for documents."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

_QUIET_ZONE = 4
"""White modules around the code; readers need four (ISO/IEC 18004)."""


def svg(text: str, *, title: str) -> SafeString:
    """An `<svg class="qr-code">` for in a page, read aloud as `title`; a stylesheet sizes it."""
    drawing = _code(text).svg_inline(
        svgclass="qr-code",
        lineclass=None,
        title=title,
        light="#fff",
        omitsize=True,
        border=_QUIET_ZONE,
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))


def image(text: str) -> str:
    """A stand-alone SVG file for in a document, dark on white."""
    file = BytesIO()
    _code(text).save(file, kind="svg", light="#fff", border=_QUIET_ZONE, xmldecl=False)
    return file.getvalue().decode()


def _code(text: str) -> segno.QRCode:
    # Level M still reads with a fold or a stain over an eighth of it.
    return segno.make(text, error="m", micro=False)
