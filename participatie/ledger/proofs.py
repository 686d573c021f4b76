"""Proofs that anyone can check: a leaf is in the tree, a tree goes on from an older one."""

from dataclasses import dataclass

from participatie.core import merkle
from participatie.ledger import checkpoints
from participatie.ledger.models import Checkpoint, Place
from participatie.ledger.tiles import Tiles
from participatie.pipeline.models import Event


@dataclass(frozen=True)
class Inclusion:
    """That a leaf is the `index`th (from 0) of the first `size`."""

    index: int
    size: int
    leaf: bytes
    path: list[bytes]
    """Hashes beside its way up, from the leaf to the root."""


def of_leaf(leaf: bytes, size: int) -> Inclusion | None:
    """The proof of a leaf in the tree of this size; None when it is not in there."""
    index = Place.objects.filter(event__leaf=leaf).values_list("index", flat=True).first()
    if index is None or index >= size:
        return None
    return Inclusion(index, size, leaf, merkle.inclusion(index, size, Tiles().node))


def of_event(event: Event) -> tuple[Inclusion, Checkpoint] | None:
    """The proof of an event against the newest checkpoint; None while it has no place yet."""
    newest = checkpoints.latest()
    if newest is None:
        return None
    found = of_leaf(bytes(event.leaf), newest.size)
    return (found, newest) if found else None


def consistency(first: int, second: int) -> list[bytes]:
    """The proof that the tree of `first` leaves is the beginning of that of `second`.

    Raises ValueError unless 0 < first <= second <= the newest checkpoint.
    """
    newest = checkpoints.latest()
    if newest is None or second > newest.size:
        raise ValueError(f"there is no tree of {second}")
    return merkle.consistency(first, second, Tiles().node)
