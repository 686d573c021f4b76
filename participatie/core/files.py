"""Files from outside: recognised by their content, fingerprinted, kept outside the web root."""

import hashlib
import zipfile
from dataclasses import dataclass
from typing import Any

import filetype
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext_lazy as _

PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = {PDF: "pdf", JPEG: "jpg", PNG: "png", TEXT: "txt", ODT: "odt", DOCX: "docx"}
"""The kinds of file that are taken in, with the ending each is kept under."""

ACCEPT = ".pdf,.jpg,.jpeg,.png,.odt,.docx,.txt"
"""For the `accept` attribute of a file field."""


class UnacceptableFile(ValueError):
    """The file cannot be taken in; `str()` says why and what to do, for the sender."""


@dataclass(frozen=True)
class Recognised:
    """What a file turned out to be: media type, size in bytes and SHA-256 in hex."""

    content_type: str
    size: int
    sha256: str


def private_storage() -> FileSystemStorage:
    """Where contributions' files are kept; no URL leads there."""
    return FileSystemStorage(location=settings.PRIVATE_FILES_DIR, base_url=None)


def recognise(file: File[Any], *, most: int | None = None) -> Recognised:
    """Look at what is in `file`, not at its name, and leave it rewound.

    `most` is its largest size in bytes, `settings.MAX_UPLOAD_BYTES` unless told. Raises
    `UnacceptableFile` when it is empty, too large, or not one of `EXTENSIONS`.
    """
    name = file.name or ""
    size = file.size or 0
    check_size(name, size, most)
    content_type = _content_type(file)
    if content_type is None:
        raise UnacceptableFile(
            _(
                "We cannot take in the file “%(name)s”. "
                "Please send a PDF, JPEG, PNG, ODT, DOCX or TXT file."
            )
            % {"name": name}
        )
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return Recognised(content_type, size, digest)


def check_size(name: str, size: int, most: int | None = None) -> None:
    """Raise `UnacceptableFile` when a file of `size` bytes is empty or too large."""
    most = most or settings.MAX_UPLOAD_BYTES
    if size <= 0:
        raise UnacceptableFile(
            _("The file “%(name)s” is empty. Please choose it again.") % {"name": name}
        )
    if size > most:
        raise UnacceptableFile(
            _(
                "The file “%(name)s” is too large (%(size)d MB). At most %(most)d MB is possible. "
                "Make it smaller, or send it to us by post."
            )
            % {"name": name, "size": -(-size // 1_000_000), "most": most // 1024**2}
        )


def _content_type(file: File[Any]) -> str | None:
    file.seek(0)
    head = file.read(8192)
    kind = filetype.guess(head)
    if kind is None:
        return TEXT if _is_text(file) else None
    if kind.extension in ("zip", "odt", "docx"):
        return _office_type(file)
    return kind.mime if kind.mime in EXTENSIONS else None


def _office_type(file: File[Any]) -> str | None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return ODT if archive.read("mimetype").strip() == ODT.encode() else None
            has_macros = any(name.endswith("vbaProject.bin") for name in names)
            return DOCX if "word/document.xml" in names and not has_macros else None
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return None


def _is_text(file: File[Any]) -> bool:
    file.seek(0)
    content = file.read()
    if b"\0" in content:
        return False
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    controls = sum(1 for character in text if character < " " and character not in "\t\n\r\f")
    return controls == 0 and text.count("\ufffd") * 100 <= len(text)
