"""The ZIP with the files of the rows: looked at with suspicion, and never unpacked by name."""

import stat
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

MOST_FILES = 20_000
MOST_UNPACKED = 10_000_000_000
"""Bytes, of all files together."""
HIGHEST_RATIO = 200
"""Times smaller than unpacked: a scan or document gets nowhere near that."""
SMALL = 1_000_000
"""Bytes; below this a high ratio does no harm."""
AT_ONCE = 1 << 16


class UnsafeArchive(ValueError):
    """The ZIP cannot be used; `str()` says why and what to do, for a clerk."""


class NoSuchFile(ValueError):
    """A file that a row names cannot be had; `str()` says why, for a clerk."""


class Files:
    """The files in a ZIP, by the names that rows use. Raises `UnsafeArchive` when made.

    Links, and paths that lead out of the folder, are left alone.
    """

    def __init__(self, file: IO[bytes] | None) -> None:
        self._by_name: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
        self._zip: zipfile.ZipFile | None = None
        if file is not None:
            self._zip = _open(file)
            for entry in self._zip.infolist():
                self._add(entry)

    def find(self, name: str) -> zipfile.ZipInfo:
        """The file that a row means, by its name or its path; capitals do not count.

        Raises `NoSuchFile`.
        """
        if self._zip is None:
            raise NoSuchFile(_("No ZIP with files was sent along."))
        plain = _plain(name)
        called_so = self._by_name.get(_last(plain), [])
        found = [entry for path, entry in called_so if path == plain]
        found = found or [entry for path, entry in called_so if path.endswith(f"/{plain}")]
        if not found:
            raise NoSuchFile(_("This file is not in the ZIP."))
        if len(found) > 1:
            raise NoSuchFile(
                _("Several files in the ZIP are called so. Write the folder in front of the name.")
            )
        return found[0]

    @contextmanager
    def content(self, entry: zipfile.ZipInfo) -> Iterator[File[Any]]:
        """The file, unpacked to a place without a name. Raises `NoSuchFile` when it is unsafe."""
        assert self._zip is not None  # noqa: S101 - the entry is of this ZIP
        with tempfile.TemporaryFile() as unpacked:
            try:
                with self._zip.open(entry) as packed:
                    _copy(packed, unpacked, entry)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
                raise NoSuchFile(_("This file is damaged in the ZIP.")) from error
            except (RuntimeError, NotImplementedError) as error:
                raise NoSuchFile(
                    _("This file is locked in the ZIP, or packed in a way we cannot read.")
                ) from error
            unpacked.seek(0)
            yield File(unpacked, name=_last(_path(entry.filename)))

    def _add(self, entry: zipfile.ZipInfo) -> None:
        if entry.is_dir() or entry.filename.startswith("__MACOSX/"):
            return
        path = _path(entry.filename)
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if is_link or path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
            return
        plain = _plain(path)
        self._by_name.setdefault(_last(plain), []).append((plain, entry))


def _open(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnsafeArchive(_("This is not a ZIP, or it is damaged. Make it again.")) from error
    entries = opened.infolist()
    if len(entries) > MOST_FILES:
        raise UnsafeArchive(
            _("There are %(count)d files in the ZIP. At most %(most)d are possible.")
            % {"count": len(entries), "most": MOST_FILES}
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or any(map(_is_suspect, entries)):
        raise UnsafeArchive(
            _(
                "The ZIP becomes far larger when it is unpacked than files usually do. We do not "
                "open it. Ask who made it, and make it again."
            )
        )
    return opened


def _is_suspect(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL, entry.compress_size * HIGHEST_RATIO)


def _copy(packed: IO[bytes], unpacked: IO[bytes], entry: zipfile.ZipInfo) -> None:
    """What really comes out counts, not what the ZIP says of it."""
    most = min(settings.MAX_UPLOAD_BYTES, max(SMALL, entry.compress_size * HIGHEST_RATIO))
    size = 0
    while piece := packed.read(AT_ONCE):
        size += len(piece)
        if size > most:
            raise NoSuchFile(_("This file is too large. At most 25 MB is possible."))
        unpacked.write(piece)


def _path(name: str) -> str:
    return name.replace("\\", "/")


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", _path(name).strip()).casefold()
