"""The tree and its checkpoints as files, for another disk, another machine or another party.

Laid out as C2SP tlog-tiles (`checkpoint`, `tile/…`), with each checkpoint once more below
`checkpoints/`. There is nothing in it that everyone may not have.
"""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from participatie.ledger import checkpoints, tiles
from participatie.ledger.models import Checkpoint, Tile

logger = logging.getLogger(__name__)


def folder() -> Path:
    """Where the files are."""
    return Path(settings.LEDGER_MIRROR_DIR)


def write(made: Checkpoint) -> None:
    """Bring the files to this checkpoint: what is there stays, what is new is added."""
    size, at = last_written()
    level = 0
    while made.size >> (tiles.HEIGHT * level):
        _write_level(level, size >> (tiles.HEIGHT * level), made.size >> (tiles.HEIGHT * level))
        level += 1
    # Also those of a moment at which the files could not be written.
    missed = Checkpoint.objects.filter(signed_at__gt=at, signed_at__lt=made.signed_at) if at else []
    for each in [*missed, made]:
        _add(folder() / kept_as(each), each.note.encode())
    _replace(folder() / "checkpoint", made.note.encode())


def kept_as(made: Checkpoint) -> str:
    """Where a checkpoint stands for good, below the folder."""
    return f"checkpoints/{made.signed_at:%Y/%m/%Y%m%dT%H%M%SZ}-{made.size}"


def last_written() -> tuple[int, datetime | None]:
    """(size, moment) of the last checkpoint on file; (0, None) when there is none to be read."""
    try:
        note = (folder() / "checkpoint").read_text()
        _origin, size, _root, at = checkpoints.read(note.rpartition("\n\n")[0] + "\n")
    except (FileNotFoundError, ValueError):
        return 0, None
    return size, at


def _write_level(level: int, before: int, count: int) -> None:
    """Write the tiles of a level that grew from `before` to `count` hashes."""
    rows = Tile.objects.filter(
        level=level,
        number__gte=before // tiles.WIDTH,
        number__lte=(count - 1) // tiles.WIDTH,
    )
    for tile in rows.iterator(chunk_size=500):
        width = min(count - tile.number * tiles.WIDTH, tiles.WIDTH)
        content = bytes(tile.hashes)[: width * tiles.BYTES]
        _add(folder() / tiles.path(level, tile.number, width), content)


def _add(path: Path, content: bytes) -> None:
    if not path.exists():
        _replace(path, content)
    elif path.read_bytes() != content:
        # What was told to others before is the evidence: it stays, and the check names it.
        logger.error("ledger: %s is not what the database says now", path.name)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.new")
    half.write_bytes(content)
    half.replace(path)
