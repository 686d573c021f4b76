"""What a document says, for finding it."""

from collections.abc import Callable
from typing import IO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.models import Document

MOST_PAGES = 300
MOST_BYTES = 300_000


def text_of(document: Document) -> str:
    """The words in a PDF or a plain text; nothing for other files and for what cannot be read.

    Of a long document the first pages: who looks for it, looks for what it is about.
    """
    read = READERS.get(document.file_extension.lower())
    if read is None:
        return ""
    with document.open_file() as file:
        return read(file)


def _pdf(file: IO[bytes]) -> str:
    try:
        return " ".join(page.extract_text() for page in PdfReader(file).pages[:MOST_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # A broken file raises whatever its reader stumbled over; it is found by its title.
        return ""


def _plain(file: IO[bytes]) -> str:
    return file.read(MOST_BYTES).decode("utf-8", "replace")


READERS: dict[str, Callable[[IO[bytes]], str]] = {"pdf": _pdf, "txt": _plain, "csv": _plain}
