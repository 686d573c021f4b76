"""What asks for attention in a consultation, besides its numbers.

A part of the workspace that has something to say gives a function like `Signals`; the list of them
is in `views.workspace`, which knows all parts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from participatie.pipeline.models import Consultation


@dataclass(frozen=True)
class Signal:
    """In words that are short; `tone` as in components/status.html, `url` where it is looked at."""

    text: str
    url: str
    tone: str = "warning"


Signals = Callable[[Sequence[Consultation]], Mapping[int, Sequence[Signal]]]
"""{key of a consultation: what asks for attention in it}, for these consultations, in a number of
queries that does not grow with them."""


def of_all(
    parts: Sequence[Signals], consultations: Sequence[Consultation]
) -> dict[int, list[Signal]]:
    """What every part has to say, in the order of the parts."""
    found: dict[int, list[Signal]] = {each.pk: [] for each in consultations}
    for part in parts:
        for key, signals in part(consultations).items():
            found[key].extend(signals)
    return found
