"""Stacks of letters as an office scanner makes them: grey, a little dusty, in one PDF."""

import random
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

A4 = (1240, 1754)
"""Pixels, at 150 dots per inch."""
DOTS = 150
PAPER = (243, 241, 237)
LETTER = """Geachte heer, mevrouw,

Hierbij dien ik een zienswijze in over het plan voor de Dorpsweg.
De bomen moeten blijven staan. Het fietspad is veel te smal en
de bushalte verdwijnt. Wij maken ons daar grote zorgen over.

Met vriendelijke groet,

A. Jansen
Dorpsstraat 5
9911 XA Harstede"""


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    folder = files("manimgx_fonts")
    path = next(p for p in folder.iterdir() if p.name.startswith("NotoSans["))
    return ImageFont.truetype(str(path), size)


def page(text: str = LETTER, *, size: tuple[int, int] = A4, seed: int = 1) -> Image.Image:
    """A typed page, with dust."""
    made = blank(size=size, seed=seed)
    ImageDraw.Draw(made).multiline_text(
        (size[0] // 9, size[1] // 9), text, font=_font(size[0] // 39), fill=(30, 30, 35), spacing=14
    )
    return made


def blank(*, size: tuple[int, int] = A4, seed: int = 1) -> Image.Image:
    """The empty back of a page: dust, and the shadow of the staple."""
    made, chance = Image.new("RGB", size, PAPER), random.Random(seed)
    drawing = ImageDraw.Draw(made)
    for _ in range(150 * size[0] * size[1] // (A4[0] * A4[1])):
        drawing.point((chance.randrange(size[0]), chance.randrange(size[1])), fill=(120, 120, 120))
    drawing.ellipse((5, size[1] // 2, size[0] // 40, size[1] // 2 + size[0] // 45), fill="black")
    return made


def as_pdf(pages: Sequence[Image.Image], dots: int = DOTS) -> bytes:
    """The pages in one PDF, each a picture, as a scanner makes it."""
    made = BytesIO()
    first, *others = pages
    first.save(made, "PDF", save_all=True, append_images=others, resolution=dots, quality=80)
    return made.getvalue()


def joined(parts: Sequence[bytes]) -> bytes:
    """Several PDF files one after the other."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    made = BytesIO()
    whole.save(made)
    return made.getvalue()


def upload(content: bytes, name: str = "stapel.pdf") -> SimpleUploadedFile:
    """A file as a clerk drops it."""
    return SimpleUploadedFile(name, content)


def as_picture(page: Image.Image, kind: str = "JPEG") -> bytes:
    """One page as a picture file."""
    made = BytesIO()
    page.save(made, kind, dpi=(DOTS, DOTS))
    return made.getvalue()
