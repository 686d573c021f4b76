"""Drawing the pages of what a scanner made, and cutting pages out: PDF, JPEG and PNG.

Knows nothing of the database. pdfium is not safe for threads, so one page is drawn at a time in
each process, and one page is in memory at a time, never larger than `LONGEST` pixels.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import RLock

import pypdfium2
from PIL import Image, ImageOps

DPI, SHARP = 150, 300
"""Dots per inch: to look at and to find codes in; to read words in."""
LONGEST = 3600
"""Pixels: a page of two metres wide is drawn no larger than this."""
MOST_PIXELS = 120_000_000
"""Of one picture as it was scanned: A3 in 600 dpi has 70 million. More is not opened at all."""
QUALITY = 80
_ONE_AT_A_TIME = RLock()
_POINTS_PER_INCH = 72


class UnreadableScan(Exception):
    """The file or the page cannot be opened. `locked` says that it asks for a password."""

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__("locked" if locked else "broken")
        self.locked = locked


@dataclass(frozen=True)
class Sheet:
    """One page to cut out: in which file, the how manieth from 0, turned clockwise by degrees."""

    path: Path
    is_pdf: bool
    index: int
    turn: int


def count(path: Path, *, is_pdf: bool) -> int:
    """How many pages the file has. Raises UnreadableScan."""
    if is_pdf:
        with _opened(path) as document:
            return len(document)
    with _picture(path):
        return 1


def draw(path: Path, index: int, *, is_pdf: bool, dpi: int = DPI) -> Image.Image:
    """Page `index` (from 0) as a picture in memory. Raises UnreadableScan."""
    if is_pdf:
        with _opened(path) as document:
            return _page(document, index, dpi)
    with _picture(path) as opened:
        try:
            # A JPEG is not unpacked larger than it is needed.
            opened.draft(None, (LONGEST, LONGEST))
            found = ImageOps.exif_transpose(opened).convert("RGB")
        except (OSError, ValueError, SyntaxError) as error:
            raise UnreadableScan from error
        found.thumbnail((LONGEST, LONGEST))
        return found


def _page(document: pypdfium2.PdfDocument, index: int, dpi: int) -> Image.Image:
    try:
        page = document[index]
        longest = max(page.get_size())
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            width, height = picture.get_px_size()
            if width * height > MOST_PIXELS:
                raise UnreadableScan
        scale = min(dpi / _POINTS_PER_INCH, LONGEST / max(longest, 1))
        drawn = page.render(scale=scale, may_draw_forms=False)
        # A copy: the picture must not outlive the page that it points into.
        copied: Image.Image = drawn.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
        raise UnreadableScan from error
    return copied


def jpeg(picture: Image.Image, *, longest: int | None = None, turn: int = 0) -> bytes:
    """The picture as a JPEG, at most `longest` pixels, turned clockwise by `turn` degrees."""
    small = picture
    if longest is not None:
        small = picture.copy()
        small.thumbnail((longest, longest), reducing_gap=2)
    made = BytesIO()
    turned(small, turn).save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def turned(picture: Image.Image, turn: int) -> Image.Image:
    """The picture turned clockwise by `turn` degrees, a multiple of 90."""
    return picture.rotate(-turn, expand=True) if turn else picture


def cut(sheets: Sequence[Sheet]) -> bytes:
    """One PDF of these pages in this order, without scripts, attachments and links.

    Raises UnreadableScan.
    """
    with _ONE_AT_A_TIME:
        made = pypdfium2.PdfDocument.new()
        try:
            for sheet in sheets:
                if sheet.is_pdf:
                    _add_page(made, sheet)
                else:
                    _add_picture(made, sheet)
            written = BytesIO()
            made.save(written)
            return written.getvalue()
        except (pypdfium2.PdfiumError, ValueError, IndexError) as error:
            raise UnreadableScan from error
        finally:
            made.close()


def _add_page(made: pypdfium2.PdfDocument, sheet: Sheet) -> None:
    with _opened(sheet.path) as document:
        if not 0 <= sheet.index < len(document):
            raise UnreadableScan
        original = document[sheet.index]
        # What was noted on the page becomes a part of it; what a click would do is gone.
        pypdfium2.raw.FPDFPage_Flatten(original, pypdfium2.raw.FLAT_PRINT)
        original.close()
        made.import_pages(document, [sheet.index])
    page = made[len(made) - 1]
    while pypdfium2.raw.FPDFPage_GetAnnotCount(page) > 0:
        if not pypdfium2.raw.FPDFPage_RemoveAnnot(page, 0):
            break
    page.set_rotation((page.get_rotation() + sheet.turn) % 360)


def _add_picture(made: pypdfium2.PdfDocument, sheet: Sheet) -> None:
    with _picture(sheet.path) as opened:
        as_pdf = BytesIO()
        try:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
            upright.save(as_pdf, "PDF", resolution=_dots_per_inch(opened), quality=92)
        except (OSError, ValueError, SyntaxError) as error:
            raise UnreadableScan from error
    source = pypdfium2.PdfDocument(as_pdf.getvalue())
    try:
        made.import_pages(source)
    finally:
        source.close()
    made[len(made) - 1].set_rotation(sheet.turn)


def _dots_per_inch(picture: Image.Image) -> float:
    said = picture.info.get("dpi", (0, 0))[0]
    # Telephones say 72 of every picture, which would make a page of a metre.
    return float(said) if said >= DPI else max(picture.size) / 11.7


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
            raise UnreadableScan(locked=locked) from error
        except FileNotFoundError as error:
            raise UnreadableScan from error
        try:
            yield document
        finally:
            document.close()


@contextmanager
def _picture(path: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(path, formats=["JPEG", "PNG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnreadableScan
            yield opened
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableScan from error
