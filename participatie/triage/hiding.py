"""Which passages of a text stay hidden from the public: as chosen on the screen.

While somebody chooses, nothing is kept on the server: each passage is one tick in the form, with
its place and reason as the value.
"""

import re
from collections.abc import Iterable

from participatie.core.text import Span
from participatie.pipeline.acts.public_texts import Hidden
from participatie.pipeline.statuses import HidingReason

_TICK = re.compile(r"(\d{1,7})-(\d{1,7})-([a-z]{1,20})")


def tick(hidden: Hidden) -> str:
    """The value of the tick for a passage: 12-25-name."""
    span, reason = hidden
    return f"{span.start}-{span.end}-{reason}"


def chosen(values: Iterable[str], text: str) -> list[Hidden]:
    """The passages of these ticks in order, each once; what lies outside `text` is left out."""
    found: dict[Span, HidingReason] = {}
    for value in values:
        match = _TICK.fullmatch(value)
        if match is None or match[3] not in HidingReason.values:
            continue
        span = Span(int(match[1]), int(match[2]))
        if span.start < span.end <= len(text):
            found[span] = HidingReason(match[3])
    return sorted(found.items(), key=lambda hidden: (hidden[0].start, hidden[0].end))


def occurrences(text: str, words: str) -> list[Span]:
    """Every place where `words` stand in `text`: whole words, any case, any white space."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return []
    return [
        Span(*match.span())
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    ]
