"""Where the bands of a flow picture lie: so many from here, so many to there. No drawing here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

THICKNESS = 14.0
"""All bands together are so thick."""
GAP = 0.75
"""Between two places above each other, at least."""

Flows = Mapping[tuple[str, str], int]
"""{(from, to): how many}."""


@dataclass(frozen=True)
class Place:
    """Where bands begin or end: a bar, in the middle of the room that it and its label have."""

    key: str
    count: int
    top: float
    """Of the room."""
    room: float
    """Height of the room: of the bar, or of the label where that is higher."""
    bar: float
    """Height of the bar: that of its bands together."""

    @property
    def middle(self) -> float:
        """Half-way the room and the bar."""
        return self.top + self.room / 2

    @property
    def bar_top(self) -> float:
        """Top of the bar."""
        return self.middle - self.bar / 2


@dataclass(frozen=True)
class Band:
    """From `start` at the left to `end` at the right: both tops; `thickness` is its height."""

    source: str
    target: str
    count: int
    start: float
    end: float
    thickness: float


@dataclass(frozen=True)
class Layout:
    """A whole picture, in the unit of `THICKNESS`."""

    height: float
    left: list[Place]
    right: list[Place]
    bands: list[Band]


def lay_out(
    flows: Flows,
    left: Sequence[str],
    right: Sequence[str],
    least: Callable[[str], float] = lambda _key: 1.0,
) -> Layout:
    """The picture of `flows`, in the order of `left` and `right`; what has none is left out.

    No key may stand on both sides. `least(key)` is the height that the label of a place needs.
    Thickness is in proportion to numbers everywhere; bands leave and arrive in the order of
    places, so that few of them cross.
    """
    total = sum(flows.values())
    if not total:
        return Layout(0.0, [], [], [])
    unit = THICKNESS / total
    from_left, to_right = dict.fromkeys(left, 0), dict.fromkeys(right, 0)
    for (source, target), count in flows.items():
        from_left[source] += count
        to_right[target] += count
    height = max(_height(counts, unit, least) for counts in (from_left, to_right))
    sources = _stacked(from_left, unit, least, height)
    targets = _stacked(to_right, unit, least, height)
    return Layout(height, sources, targets, _bands(flows, unit, sources, targets))


def _height(counts: Mapping[str, int], unit: float, least: Callable[[str], float]) -> float:
    rooms = [max(count * unit, least(key)) for key, count in counts.items() if count]
    return sum(rooms) + GAP * (len(rooms) - 1)


def _stacked(
    counts: Mapping[str, int], unit: float, least: Callable[[str], float], height: float
) -> list[Place]:
    used = {key: count for key, count in counts.items() if count}
    # The shorter side is spread over the height of the longer one.
    spare = (height - _height(counts, unit, least)) / len(used)
    places, top = [], spare / 2
    for key, count in used.items():
        room = max(count * unit, least(key))
        places.append(Place(key, count, top, room, count * unit))
        top += room + GAP + spare
    return places


def _bands(flows: Flows, unit: float, left: list[Place], right: list[Place]) -> list[Band]:
    starts = {place.key: place.bar_top for place in left}
    ends = {place.key: place.bar_top for place in right}
    bands = []
    for source, target in product(left, right):
        count = flows.get((source.key, target.key), 0)
        if count:
            start, end, thickness = starts[source.key], ends[target.key], count * unit
            bands.append(Band(source.key, target.key, count, start, end, thickness))
            starts[source.key] += thickness
            ends[target.key] += thickness
    return bands
