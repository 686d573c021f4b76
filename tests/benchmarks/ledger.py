"""The ledger: giving events their place, proofs out of the database, and the check of it all.

`python -m tests.benchmarks.ledger 10000 100000`. The ledger grows from one size to the next. The
last line says how many times as long one event or one proof takes at the largest size as at the
smallest: 1.0 means that it makes no difference how long the ledger is.
"""

import secrets
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks import apart

SIZES = (10_000, 100_000)
PROOFS = 300


def measure(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what a ledger of each size takes, in a process and a database of its own."""
    apart.run_on_its_own("tests.benchmarks.ledger", "grow", *sizes)


def grow(sizes: list[int]) -> None:
    """A line for each size, and one with the ratio of the last to the first."""
    names = ("placed", "inclusion", "consistency", "checked")
    print("\nThe ledger, each a second")
    print(
        f"{'events':>10}" + "".join(f"{name:>13}" for name in names) + f"{'peak MB':>9}", flush=True
    )
    figures = []
    for size in sizes:
        figures.append(_figures(size))
        shown = "".join(f"{1 / one:13.0f}" for one in figures[-1])
        print(f"{size:10}{shown}{apart.peak():9.0f}", flush=True)
    ratios = zip(figures[0], figures[-1], strict=True)
    print(f"{'ratio':>10}" + "".join(f"{last / first:13.1f}" for first, last in ratios))


def _figures(size: int) -> tuple[float, float, float, float]:
    """Seconds for one event placed, one proof of each kind, and one event checked."""
    from participatie.ledger import checking, proofs
    from participatie.ledger.sequencing import sequence
    from participatie.pipeline.models import Event

    fresh = _fill(size)
    placing = apart.seconds(sequence) / fresh
    leaves = [bytes(leaf) for leaf in Event.objects.values_list("leaf", flat=True)]
    some = secrets.SystemRandom()
    inclusion = _each(lambda: proofs.of_leaf(some.choice(leaves), size))
    consistency = _each(lambda: proofs.consistency(some.randrange(1, size), size))
    checked = apart.seconds(checking.check) / size
    return placing, inclusion, consistency, checked


def _each(prove: Callable[[], Any]) -> float:
    """Seconds for one."""
    begun = time.perf_counter()
    for _ in range(PROOFS):
        assert prove() is not None
    return (time.perf_counter() - begun) / PROOFS


def _fill(size: int) -> int:
    """Events of one contribution, as the acts write them, until there are so many; how many."""
    from participatie.pipeline import events, kinds
    from participatie.pipeline.models import Contribution, Event
    from tests import builders

    given = Contribution.objects.first() or builders.contribution(builders.consultation())
    there = Event.objects.count()
    for start in range(there, size, 10_000):
        count = min(10_000, size - start)
        events.record_for_each(
            kinds.ASSIGNED, [given] * count, actor=None, consultation=given.consultation
        )
    return size - there


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["grow", *chosen]:
            with apart.database():
                grow([int(size) for size in chosen])
        case chosen:
            measure(tuple(int(size) for size in chosen) or SIZES)
