"""Who may ask how often to be called: enough for a library, too few to plague somebody."""

from participatie.core import attempts

PER_NETWORK = 30
PER_NUMBER = 3
HOUR = 60 * 60
WEEK = 7 * 24 * HOUR


def may_ask(address: str) -> bool:
    """Count one more question from this network address; whether that is within the limit."""
    return attempts.count_from(address, "call-backs", seconds=HOUR) <= PER_NETWORK


def may_call(digest: str) -> bool:
    """Count one more call-back to this number; whether that is within the limit of a week.

    Counted where a new one would be made: asking again while one is open makes none.
    """
    return attempts.count("calls to a number", digest, seconds=WEEK) <= PER_NUMBER
