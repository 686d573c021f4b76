"""A limit on guessing follow codes that does not lock out a library.

A code has 55 random bits, so guessing is hopeless already. After a number of wrong codes from
one network we ask for the contribution's number beside the code: whoever has the letter or the
screen has both, a guesser has neither. Nobody is ever kept out.
"""

from participatie.core import attempts

WRONG = "wrong follow codes"
FREE_TRIES = 10
PERIOD = 15 * 60
"""Seconds in which `FREE_TRIES` wrong codes may come from one network."""


def note_wrong_code(address: str) -> None:
    """Remember that a wrong code came from this network address."""
    attempts.count_from(address, WRONG, seconds=PERIOD)


def number_is_asked(address: str) -> bool:
    """Whether the number must be given as well, for this network address."""
    return attempts.counted_from(address, WRONG) >= FREE_TRIES
