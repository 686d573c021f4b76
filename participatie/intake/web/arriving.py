"""Files that come in pieces: begun, put together, looked after when they are broken off."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from participatie.core import clock, files
from participatie.intake.web.models import ArrivingFile, Draft

MAX_PIECE = 1024 * 1024
MAX_PIECES = 1_000
"""More than 25 MB needs in pieces of 64 kB: whoever sends smaller ones means no good."""


class OutOfPlace(Exception):
    """A piece that is not the next one: `arrived` bytes are here, and the next begins there."""

    def __init__(self, arrived: int) -> None:
        super().__init__(f"the next piece begins at byte {arrived}")
        self.arrived = arrived


def begin(draft: Draft, field: str, name: str, size: int, modified: str) -> ArrivingFile:
    """Expect a file of `size` bytes. Raises `core.files.UnacceptableFile`."""
    files.check_size(name, size)
    return ArrivingFile.objects.create(
        draft=draft, field=field, name=name, size=size, modified=modified, updated_at=clock.now()
    )


def append(file: ArrivingFile, offset: int, piece: bytes) -> None:
    """Write the next piece; the caller holds a lock. Raises `OutOfPlace` and
    `core.files.UnacceptableFile`.
    """
    if offset != file.arrived:
        raise OutOfPlace(file.arrived)
    if not piece or file.arrived + len(piece) > file.size or file.pieces >= MAX_PIECES:
        raise files.UnacceptableFile(
            _("The file “%(name)s” came in damaged. Please choose it again.") % {"name": file.name}
        )
    path = _path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "xb") as content:
        # A piece whose transaction failed may stand behind what was counted.
        content.seek(offset)
        content.truncate()
        content.write(piece)
    file.arrived += len(piece)
    file.pieces += 1
    file.updated_at = clock.now()
    file.save(update_fields=["arrived", "pieces", "updated_at"])


@contextmanager
def whole(file: ArrivingFile) -> Iterator[File]:
    """All of it, as a file that was sent in one go."""
    with _path(file).open("rb") as content:
        yield File(content, name=file.name)


def discard(file: ArrivingFile) -> None:
    """Throw away what is here of it."""
    path = _path(file)
    # A copy that keeps its key: deleting takes that away, and the caller may still need it.
    ArrivingFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def discard_abandoned(before: datetime) -> None:
    """Throw away files of which nothing came since then."""
    for file in ArrivingFile.objects.filter(updated_at__lt=before).iterator():
        discard(file)


def _path(file: ArrivingFile) -> Path:
    return Path(files.private_storage().path(file.path))
