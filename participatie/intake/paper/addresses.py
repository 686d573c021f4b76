"""Where a paper form is sent: the lines that fit the window of an envelope."""

import re

from participatie.core import organisation
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel

_POSTCODE = re.compile(r"\b\d{4}\s?[A-Z]{2}\b")
MOST_LINES = 6


def postal_address(consultation: Consultation) -> list[str]:
    """The lines of the address, the organisation first; empty when we have none.

    What an editor wrote for the door “letter” may hold more than an address: it counts as far as
    the line with the postcode, and not at all without one.
    """
    ours = organisation.details()
    for written in (consultation.doors.get(Channel.LETTER, ""), ours.postal_address):
        lines = _as_far_as_the_postcode(written)
        if lines:
            named = ours.name.casefold() in " ".join(lines).casefold()
            return lines if named or not ours.name else [ours.name, *lines]
    return []


def _as_far_as_the_postcode(written: str) -> list[str]:
    lines = [line.strip() for line in re.split(r"\n|,\s|;\s", written) if line.strip()]
    last = next((n for n, line in enumerate(lines) if _POSTCODE.search(line)), None)
    if last is None or last >= MOST_LINES:
        return []
    return lines[: last + 1]
