"""The country of an address, as the last line of a letter names it."""

from participatie.core.text import one_line

_HERE = frozenset({"nl", "nederland", "netherlands", "the netherlands", "holland"})


def abroad(typed: str) -> str:
    """The country as typed, on one line; empty for the Netherlands, which no letter names."""
    country = one_line(typed)
    return "" if country.rstrip(".").casefold() in _HERE else country
