"""Merkle trees as in RFC 9162, section 2.1: hashes, and proofs made from hashes of whole subtrees.

A tree is known by a function `node(level, number)` that gives the hash of the `number`th subtree
of `2 ** level` leaves, counted from the left; so no proof reads more than a few hashes.
"""

import hashlib
from collections.abc import Callable

Node = Callable[[int, int], bytes]
EMPTY = hashlib.sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(content: bytes) -> bytes:
    """The hash of a leaf with this content, 32 bytes."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node with these children, 32 bytes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(size: int, node: Node) -> bytes:
    """The root of the tree of the first `size` leaves."""
    return _range(0, size, node) if size else EMPTY


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """The proof that leaf `index` (from 0) is in the tree of `size` leaves, from the leaf upwards.

    Raises ValueError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    found: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _largest_power_below(high - low)
        if index < middle:
            found.append(_range(middle, high, node))
            high = middle
        else:
            found.append(_range(low, middle, node))
            low = middle
    return found[::-1]


def consistency(first: int, second: int, node: Node) -> list[bytes]:
    """The proof that the tree of `first` leaves is the beginning of the tree of `second`.

    Raises ValueError unless 0 < first <= second.
    """
    if not 0 < first <= second:
        raise ValueError(f"a tree of {first} is no beginning of a tree of {second}")
    found: list[bytes] = []
    low, high = 0, second
    while high != first:
        middle = low + _largest_power_below(high - low)
        if first <= middle:
            found.append(_range(middle, high, node))
            high = middle
        else:
            found.append(_range(low, middle, node))
            low = middle
    if low:
        # The first tree is no whole subtree of the second: its own part has to be told.
        found.append(_range(low, high, node))
    return found[::-1]


def _range(low: int, high: int, node: Node) -> bytes:
    """The hash of the leaves from `low` up to `high`, where `low` is where such a part begins."""
    width = high - low
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, low >> level)
    middle = low + _largest_power_below(width)
    return node_hash(_range(low, middle, node), _range(middle, high, node))


def _largest_power_below(number: int) -> int:
    """The largest power of two that is smaller than `number` (2 or more)."""
    return 1 << ((number - 1).bit_length() - 1)
