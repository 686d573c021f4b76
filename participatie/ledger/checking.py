"""Holding the ledger against the record, against itself, and against what was made public before.

Four steps, each with what is closer to the outside: the events and what they vouch for, the leaves
in the tree, the signed checkpoints, the files. Whoever can write in the database can change the
first two so that they agree; the signatures and the files then say from where.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from participatie.core import clock, snapshot
from participatie.ledger import checkpoints, keys, mirror, tiles
from participatie.ledger.against_record import (
    events_as_they_are,
    files_as_they_are,
    numbers_as_they_are,
    statuses_as_they_are,
)
from participatie.ledger.findings import Finding, Kind
from participatie.ledger.models import Check, Checkpoint
from participatie.ledger.tiles import BYTES, WIDTH, Tiles
from participatie.pipeline.vouched import UNREADABLE

logger = logging.getLogger(__name__)

MOST_KEPT = 200
"""Findings that are kept of each step of a check; one row altered low in the tree gives many."""
KEPT_FOR = timedelta(days=400)
WRITTEN_WITHIN = timedelta(hours=1)
"""So long a checkpoint may be the only one and not on file yet: that follows when it is saved."""


def check() -> Check:
    """Check everything, and keep what was found. Some thousands of events each second."""
    began, start = clock.now(), time.monotonic()
    with snapshot.one_state():
        size, found = _all()
    Check.objects.filter(began_at__lt=began - KEPT_FOR).delete()
    done = Check.objects.create(
        began_at=began,
        took=time.monotonic() - start,
        size=size,
        findings=[finding.as_json() for finding in found],
    )
    for finding in found:
        logger.error("ledger: %s: %s", finding.about, finding.kind)
    return done


def _all() -> tuple[int, list[Finding]]:
    newest = checkpoints.latest()
    size = newest.size if newest else 0
    tree = tiles.every()
    # Whoever says that the tree is larger than what is there, does not keep the check busy.
    within = min(size, tree.held() + WIDTH)
    steps = {
        "events": events_as_they_are(tree, newest),
        "numbers": numbers_as_they_are(),
        "statuses": statuses_as_they_are(),
        "files": files_as_they_are(),
        "tree": _nodes(tree, within),
        "checkpoints": _signed(tree),
        "mirror": _on_file(tree, within),
    }
    return size, [found for name, step in steps.items() for found in _unstopped(name, step)]


def _unstopped(name: str, step: Iterator[Finding]) -> Iterator[Finding]:
    """What a step finds; a row that cannot even be read stops this step, and not the check."""
    try:
        yield from islice(step, MOST_KEPT)
    except UNREADABLE:
        yield Finding(Kind.UNREADABLE, name)


def _nodes(tree: Tiles, size: int) -> Iterator[Finding]:
    """Whether every hash of a higher tile is the root of the tile below it."""
    level = 1
    while size >> (tiles.HEIGHT * level):
        for number in range(size >> (tiles.HEIGHT * level)):
            below = tree.tile(level - 1, number)
            kept = tree.tile(level, number // WIDTH)[number % WIDTH * BYTES :][:BYTES]
            if len(below) != WIDTH * BYTES or tiles.together(below) != kept:
                first = number << (tiles.HEIGHT * level)
                yield Finding(Kind.NODE_ALTERED, tiles.path(level, number // WIDTH), first)
        level += 1


def _signed(tree: Tiles) -> Iterator[Finding]:
    """Whether each checkpoint is signed by us and tells of the tree as it is."""
    known = keys.verifiers()
    roots: dict[int, bytes] = {}
    before: Checkpoint | None = None
    for made in Checkpoint.objects.order_by("signed_at").iterator(chunk_size=500):
        name = mirror.kept_as(made)
        if made.size not in roots:
            try:
                roots[made.size] = tree.root(made.size)
            except LookupError:
                roots[made.size] = b""
        try:
            _origin, said_size, said_root, said_at = checkpoints.opened(made.note, known)
        except ValueError:
            yield Finding(Kind.NOT_SIGNED, name)
            continue
        if (said_size, said_root, said_at) != (made.size, bytes(made.root), made.signed_at):
            yield Finding(Kind.NOT_SIGNED, name)
        elif said_root != roots[made.size]:
            # Between the last one that still agrees and this one.
            yield Finding(Kind.ROOT_DIFFERS, name, before.size if before else 0)
        else:
            before = made
        if made.signed_at > clock.now() + timedelta(minutes=5):
            yield Finding(Kind.CLOCK_AHEAD, name)


def _on_file(tree: Tiles, size: int) -> Iterator[Finding]:
    """Whether what was put on file says the same, leaf by leaf."""
    written, until = mirror.last_written()
    if until is None:
        newest = checkpoints.latest()
        if newest is not None and newest.signed_at < clock.now() - WRITTEN_WITHIN:
            yield Finding(Kind.MIRROR_GONE, "checkpoint")
        return
    for number in range((size + WIDTH - 1) // WIDTH):
        ours = tree.tile(0, number)
        different = {
            at // BYTES
            for theirs in _on_file_of(number)
            for at in range(0, len(theirs), BYTES)
            if theirs[at : at + BYTES] != ours[at : at + BYTES]
        }
        for at in sorted(different):
            place = number * WIDTH + at
            yield Finding(Kind.MIRROR_DIFFERS, f"leaf {place}", place)
        longest = max((len(theirs) // BYTES for theirs in _on_file_of(number)), default=0)
        if longest < min(written - number * WIDTH, WIDTH):
            yield Finding(Kind.MIRROR_GONE, tiles.path(0, number), number * WIDTH)
    yield from _checkpoints_beside_files(until)


def _checkpoints_beside_files(until: datetime) -> Iterator[Finding]:
    """Whether the same checkpoints are on file, from the first of them to that of `until`."""
    there = _checkpoints_on_file()
    gone = set(there)
    for made in Checkpoint.objects.order_by("signed_at").iterator(chunk_size=500):
        name = mirror.kept_as(made)
        if name in gone:
            gone.remove(name)
            # Signed anew, with a key that somebody put on the list.
            if (mirror.folder() / name).read_bytes() != made.note.encode():
                yield Finding(Kind.MIRROR_DIFFERS, name)
        elif there and there[0] <= name and made.signed_at <= until:
            yield Finding(Kind.MIRROR_GONE, name)
    for name in sorted(gone):
        yield Finding(Kind.CHECKPOINT_GONE, name)


def _on_file_of(number: int) -> Iterator[bytes]:
    """What was put on file of a tile of leaves, at each time that it had grown."""
    full = mirror.folder() / tiles.path(0, number)
    if full.exists():
        yield full.read_bytes()
    for partial in full.with_name(f"{full.name}.p").glob("*[0-9]"):
        yield partial.read_bytes()


def _checkpoints_on_file() -> list[str]:
    top = mirror.folder()
    return sorted(str(path.relative_to(top)) for path in (top / "checkpoints").glob("*/*/*-*[0-9]"))
