"""Giving each event its place in the tree, and signing what the tree is then.

An event has its leaf, and its sender a signed promise, from the moment it is written. Its place it
gets here, some minutes later, so that no act has to wait for another one.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from participatie.core import clock
from participatie.ledger import checkpoints, keys, mirror, tiles
from participatie.ledger.models import Checkpoint, Place
from participatie.pipeline.models import Consultation, Event

logger = logging.getLogger(__name__)

LONGEST_TRANSACTION = timedelta(days=1)
"""So long an event may be on its way with a lower key than others that are there already."""


class RewrittenError(Exception):
    """The tree in the database is not the one that was signed last."""


def sequence() -> Checkpoint | None:
    """Put every event that has no place yet behind the others, and sign a checkpoint.

    None when there is nothing new, this hour has a checkpoint, and no term ended since. Of two at
    the same time, the second waits and then finds what the first one did.

    Raises RewrittenError when what was signed last is not there any more: to sign what stands there
    now would help to hide that.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE ledger_place IN SHARE ROW EXCLUSIVE MODE")
        now = clock.now().replace(microsecond=0)
        last = checkpoints.latest()
        fresh = _without_place(now)
        if not fresh and last is not None and not _is_due(last, now):
            return None
        if last is not None:
            _must_be_as_signed(last)
        size = last.size if last else 0
        tree = tiles.append(size, [leaf for _key, leaf in fresh])
        Place.objects.bulk_create(
            (Place(index=index, event_id=key) for index, (key, _leaf) in enumerate(fresh, size)),
            batch_size=10_000,
        )
        made = _sign(size + len(fresh), tree, last, now, fresh)
        transaction.on_commit(lambda: mirror.write(made), robust=True)
    return made


def _must_be_as_signed(last: Checkpoint) -> None:
    try:
        _origin, size, root, _at = checkpoints.opened(last.note, keys.verifiers())
        is_same = size == last.size and root == tiles.Tiles().root(size)
    except (ValueError, LookupError):
        is_same = False
    if not is_same:
        raise RewrittenError(f"the tree is not the one of {last.signed_at:%Y-%m-%dT%H:%M:%SZ}")


def _without_place(now: datetime) -> list[tuple[int, bytes]]:
    """(key, leaf) of the events that have no place yet, in the order of their keys."""
    settled = Checkpoint.objects.filter(signed_at__lt=now - LONGEST_TRANSACTION).last()
    rows = Event.objects.filter(pk__gt=settled.last_event if settled else 0, place=None)
    return [(key, bytes(leaf)) for key, leaf in rows.order_by("pk").values_list("pk", "leaf")]


def _is_due(last: Checkpoint, now: datetime) -> bool:
    if last.signed_at < now.replace(minute=0, second=0):
        return True
    ends = Consultation.objects.filter(
        closes_on__range=(clock.day_of(last.signed_at) - timedelta(days=1), clock.day_of(now))
    )
    return any(last.signed_at < each.closes_at <= now for each in ends)


def _sign(
    size: int,
    tree: tiles.Tiles,
    last: Checkpoint | None,
    now: datetime,
    fresh: Sequence[tuple[int, bytes]],
) -> Checkpoint:
    signed_at = now
    if last is not None and last.signed_at >= now:
        signed_at = last.signed_at + timedelta(seconds=1)
        if last.signed_at > now + timedelta(minutes=1):
            logger.warning("ledger: the clock is behind the last checkpoint, of %s", last.signed_at)
    root = tree.root(size)
    keys.note_use()
    return Checkpoint.objects.create(
        size=size,
        root=root,
        signed_at=signed_at,
        note=checkpoints.written(size, root, signed_at),
        last_event=max([last.last_event if last else 0, *(key for key, _leaf in fresh)]),
    )
