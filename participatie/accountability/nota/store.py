"""The files of the versions, each under the SHA-256 of its content; never changed."""

import gzip
import hashlib
from pathlib import Path

from django.core.files.base import ContentFile

from participatie.core.files import private_storage

FOLDER = "nota"
SQUEEZED = frozenset({"csv", "json"})
"""Forms that are kept compressed; the others are compressed already."""


def keep(form: str, content: bytes) -> dict[str, str | int]:
    """Keep a file; gives what a version remembers of it."""
    found = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    name = _name(form, str(found["sha256"]))
    storage = private_storage()
    if not storage.exists(name):
        kept = gzip.compress(content, mtime=0) if form in SQUEEZED else content
        storage.save(name, ContentFile(kept))
    return found


def read(form: str, sha256: str) -> bytes:
    """The content of a kept file. Raises FileNotFoundError."""
    content = path(form, sha256).read_bytes()
    return gzip.decompress(content) if form in SQUEEZED else content


def path(form: str, sha256: str) -> Path:
    """Where a kept file is."""
    return Path(private_storage().path(_name(form, sha256)))


def forget(form: str, sha256: str) -> None:
    """Take a file away, for a name in it that may not be public any more."""
    private_storage().delete(_name(form, sha256))


def _name(form: str, sha256: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}{'.gz' if form in SQUEEZED else ''}"
