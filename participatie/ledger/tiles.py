"""The hashes of the tree, kept in tiles of 256 beside each other (C2SP tlog-tiles)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from participatie.core import merkle
from participatie.ledger.models import Tile

HEIGHT = 8
"""Levels of the tree in one tile."""
WIDTH = 1 << HEIGHT
BYTES = 32
_PATH = re.compile(r"tile/[0-9]{1,2}(/x[0-9]{3}){0,6}/[0-9]{3}(\.p/[0-9]{1,3})?")


class Tiles:
    """The tree as far as it is needed: a tile is read when it is asked for first.

    `read` holds tiles that are known already, {(level, number): hashes}.
    """

    def __init__(self, read: Mapping[tuple[int, int], bytes] | None = None) -> None:
        self._read = dict(read or {})

    def node(self, level: int, number: int) -> bytes:
        """The hash of a subtree, for `core.merkle`. Raises LookupError when it is not there."""
        tile_level, inside = divmod(level, HEIGHT)
        first, count = number << inside, 1 << inside
        tile = self.tile(tile_level, first // WIDTH)
        start = first % WIDTH * BYTES
        part = tile[start : start + count * BYTES]
        if len(part) != count * BYTES:
            raise LookupError(f"no node {level}/{number}")
        return together(part)

    def tile(self, level: int, number: int) -> bytes:
        """The hashes of a tile; empty when there is none. One query the first time."""
        key = (level, number)
        if key not in self._read:
            found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True)
            self._read[key] = bytes(found.first() or b"")
        return self._read[key]

    def held(self) -> int:
        """How many leaves there are in what was read, up to the end of its last tile."""
        return max(
            (n * WIDTH + len(row) // BYTES for (at, n), row in self._read.items() if not at),
            default=0,
        )

    def root(self, size: int) -> bytes:
        """The root of the tree of the first `size` leaves."""
        return merkle.root(size, self.node)


def every() -> Tiles:
    """The whole tree, read in one query: 32 bytes for each leaf."""
    rows = Tile.objects.values_list("level", "number", "hashes")
    return Tiles({(level, number): bytes(hashes) for level, number, hashes in rows})


def append(size: int, hashes: Sequence[bytes]) -> Tiles:
    """Put these leaves behind the first `size`; gives the tree as it is then.

    Only inside the lock of the sequencer.
    """
    tiles = Tiles()
    level, position, added = 0, size, b"".join(hashes)
    while added:
        rows, full = [], []
        for number, content in _filled(tiles, level, position, added):
            tiles._read[level, number] = content
            rows.append(Tile(level=level, number=number, hashes=content))
            if len(content) == WIDTH * BYTES:
                full.append(together(content))
        Tile.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["level", "number"],
            update_fields=["hashes"],
            batch_size=500,
        )
        level, position, added = level + 1, position // WIDTH, b"".join(full)
    return tiles


def _filled(tiles: Tiles, level: int, position: int, added: bytes) -> Iterator[tuple[int, bytes]]:
    """Each tile that changes when `added` is put at `position` of its level."""
    number, inside = divmod(position, WIDTH)
    begun = tiles.tile(level, number)[: inside * BYTES] if inside else b""
    whole = begun + added
    for start in range(0, len(whole), WIDTH * BYTES):
        yield number + start // (WIDTH * BYTES), whole[start : start + WIDTH * BYTES]


def together(hashes: bytes) -> bytes:
    """The root of a whole subtree with these hashes at its bottom."""
    row = [hashes[at : at + BYTES] for at in range(0, len(hashes), BYTES)]
    while len(row) > 1:
        row = [merkle.node_hash(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
    return row[0]


def path(level: int, number: int, width: int = WIDTH) -> str:
    """Where a tile stands in a folder or below an address: tile/0/x001/234.p/5."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    partial = f".p/{width}" if width < WIDTH else ""
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def at(path_text: str) -> tuple[int, int, int]:
    """(level, number, width) of a path as `path` gives it. Raises ValueError."""
    if not _PATH.fullmatch(path_text):
        raise ValueError(path_text)
    head, partial, width = path_text.partition(".p/")
    parts = head.split("/")
    number = 0
    for group in parts[2:]:
        number = number * 1000 + int(group.removeprefix("x"))
    found = int(parts[1]), number, int(width) if partial else WIDTH
    if path(*found) != path_text:
        raise ValueError(path_text)
    return found
