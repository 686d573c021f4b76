"""What becomes of long texts: ten times the text should take about ten times as long."""

import time
from collections.abc import Callable

SHORT = 20_000
"""Characters; the long one is ten times that, about the longest that may be sent."""
TIMES = 10
SENTENCE = "Dit is een zin van een heel lange brief. "


def measure() -> None:
    """Print how much longer each takes with ten times the text."""
    from participatie.core.text import Span, sentences, uncovered
    from participatie.decisions.cutting import cut

    cases: dict[str, tuple[str, Callable[[str], object]]] = {
        "sentences": (SENTENCE, sentences),
        "sentences, abbreviations": ("A. ", sentences),
        "what is in no point": (SENTENCE, lambda text: uncovered(text, [Span(0, 40)])),
        "cutting, text": (SENTENCE + "\n", cut),
        "cutting, headings only": ("1.1 Bomen\n", cut),
    }
    print(f"\nLong texts, {SHORT} characters and {TIMES} times that")
    print(f"{'':26}{'short ms':>9}{'long ms':>9}{'ratio':>8}")
    for name, (line, act) in cases.items():
        short = _seconds(act, line * (SHORT // len(line)))
        long = _seconds(act, line * (SHORT * TIMES // len(line)))
        print(f"{name:26}{short * 1000:9.1f}{long * 1000:9.1f}{long / short:8.1f}")


def _seconds(act: Callable[[str], object], text: str) -> float:
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        act(text)
        taken.append(time.perf_counter() - begun)
    return min(taken)
