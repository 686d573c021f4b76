"""How much of the processor others on the same host took: time that no measurement can help."""

from collections.abc import Sequence
from pathlib import Path

STAT = Path("/proc/stat")
"""Linux only; the first line is of all cores, in ticks: user nice system idle iowait irq softirq
steal (man 5 proc).
"""


def now() -> Sequence[int]:
    """The ticks until now, or none where this machine does not count them."""
    if not STAT.exists():
        return ()
    return [int(ticks) for ticks in STAT.read_text().splitlines()[0].split()[1:9]]


def stolen_since(before: Sequence[int]) -> float:
    """The share of what was wanted that was stolen, from 0 to 1."""
    user, nice, system, _idle, _wait, irq, softirq, steal = (
        (after - was for after, was in zip(now(), before, strict=True)) if before else (0,) * 8
    )
    wanted = user + nice + system + irq + softirq + steal
    return steal / wanted if wanted else 0.0
