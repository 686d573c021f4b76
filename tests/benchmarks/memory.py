"""The memory of this process and those it started, together, while something is measured."""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.05
"""Seconds between two looks."""
PROC = Path("/proc")


class Most:
    """The most memory seen since the last time it was asked for, in megabytes."""

    def __init__(self) -> None:
        self._seen, self._strangers = 0.0, _children()

    def look(self) -> None:
        """See how much it is now."""
        family = ["self", *(_children() - self._strangers)]
        self._seen = max(self._seen, sum(map(_share, family)))

    def ask(self) -> float:
        """The most since the last time; 0 where this system does not tell."""
        self.look()
        seen, self._seen = self._seen, 0.0
        return seen


@contextlib.contextmanager
def watched() -> Iterator[Most]:
    """Looks on in a thread; Linux only. What was started before, as a database, is left out."""
    most, done = Most(), threading.Event()
    thread = threading.Thread(target=_look_on, args=(most, done), daemon=True)
    thread.start()
    try:
        yield most
    finally:
        done.set()
        thread.join()


def _look_on(most: Most, done: threading.Event) -> None:
    while not done.wait(EVERY):
        most.look()


def _children() -> set[str]:
    found: set[str] = set()
    for task in PROC.glob("self/task/*/children"):
        with contextlib.suppress(OSError):
            found.update(task.read_text().split())
    return found


def _share(process: str) -> float:
    """Its proportional share in megabytes: what two processes have in common counts once (man 5
    proc, smaps_rollup).
    """
    with contextlib.suppress(OSError):
        for line in (PROC / process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1e3
    return 0.0
