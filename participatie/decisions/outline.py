"""Finding the outline of a document among everything in it that begins with a number."""

from collections.abc import Sequence
from typing import NamedTuple, Optional

Number = tuple[int, ...]

STANDS_APART = 1.0
"""What an empty line above is worth, compared to one for the heading itself."""
NO_WORDS = 0.5
"""What it costs when the next number follows at once, as in lists and in the contents."""
GAP = 0.5
"""What it costs that a heading seems to be lost, as scanners do."""
STRAY = 0.01
"""What it costs to leave out a number that is no part of a list: less than any heading brings."""


class Numbered(NamedTuple):
    """A line that may be a heading: where it is, its number, and what stands around it."""

    line: int
    number: Number
    stands_apart: bool
    has_words: bool


class _Chain(NamedTuple):
    worth: float
    last: Numbered
    before: Optional["_Chain"]


def outline(found: Sequence[Numbered]) -> list[Numbered]:
    """The lines that together make the most complete outline: 1, 1.1, 1.2, 2, …

    Each goes on where the one before stopped: the first inside it, the next beside it, or the
    next beside something it is in.
    """
    # For every number, the best chain so far that ends with it, or with it or inside it.
    exact: dict[Number, _Chain] = {}
    within: dict[Number, _Chain] = {}
    best: _Chain | None = None
    strays = 0.0
    for place, line in enumerate(found):
        before, worth = _best_before(line.number, exact, within)
        worth += 1 + STANDS_APART * line.stands_apart - NO_WORDS * (not line.has_words) - strays
        if line.number != (1,) and not (place and _goes_on(found[place - 1].number, line.number)):
            strays += STRAY
        # The strays so far are added here and taken off by whatever comes next in the chain, so
        # that it pays for those in between.
        chain = _Chain(worth + strays, line, before)
        _keep(exact, line.number, chain)
        for depth in range(1, len(line.number) + 1):
            _keep(within, line.number[:depth], chain)
        if best is None or chain.worth > best.worth:
            best = chain
    lines = []
    while best is not None:
        lines.append(best.last)
        best = best.before
    return lines[::-1]


def _best_before(
    number: Number, exact: dict[Number, _Chain], within: dict[Number, _Chain]
) -> tuple[_Chain | None, float]:
    """The best chain that this number can go on from, and what that chain is worth then."""
    parent, last = number[:-1], number[-1]
    options = [(within.get((*parent, last - 1)), 0.0), (within.get((*parent, last - 2)), GAP)]
    if last == 1 and parent:
        options.append((exact.get(parent), 0.0))
        # The heading of the chapter itself may be lost: 1.3 is followed by 2.1.
        options.append((within.get((*parent[:-1], parent[-1] - 1)), GAP))
    best, worth = None, 0.0
    for chain, cost in options:
        if chain is not None and chain.worth - cost > worth:
            best, worth = chain, chain.worth - cost
    return best, worth


def _keep(chains: dict[Number, _Chain], number: Number, chain: _Chain) -> None:
    if number not in chains or chain.worth > chains[number].worth:
        chains[number] = chain


def _goes_on(number: Number, following: Number) -> bool:
    parent, last = following[:-1], following[-1]
    return (last == 1 and number == parent) or number[: len(following)] == (*parent, last - 1)
