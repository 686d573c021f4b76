"""Follow codes: secret, short enough for a letter, safe to spell over the telephone.

A code is eleven characters of Crockford's base32 (55 random bits) and one check character
(Luhn modulo 32), written in three groups of four: ``7KQ4-M2XD-9RT5``.
"""

import secrets

from django.utils.translation import gettext_lazy as _
from stdnum import luhn

from participatie.core.text import is_seen

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "\u2013": "", ".": ""})


class InvalidCode(ValueError):
    """The text is not a follow code; `str()` says why, for the person who typed it."""


def generate() -> str:
    """A new follow code in groups, from 55 bits of the system's secure randomness."""
    payload = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return grouped(payload + luhn.calc_check_digit(payload, ALPHABET))


def normalise(typed: str) -> str:
    """The code that `typed` stands for, in groups: O is read as 0, I and L as 1, case is free.

    Raises `InvalidCode` when the length, a character or the check character is wrong.
    """
    # What was copied from a document can hold characters that nobody sees.
    code = "".join(filter(is_seen, typed)).upper().translate(_READ_AS)
    if len(code) != LENGTH:
        raise InvalidCode(
            _("A code has 12 characters, in three groups of four. You typed %(count)d.")
            % {"count": len(code)}
        )
    if strange := sorted(set(code) - set(ALPHABET)):
        raise InvalidCode(
            _("This cannot be in a code: %(characters)s. Please look at it once more.")
            % {"characters": " ".join(strange)}
        )
    if not luhn.is_valid(code, ALPHABET):
        raise InvalidCode(
            _("There is a typing error in this code. Please compare it with your letter or screen.")
        )
    return grouped(code)


def is_code(text: str) -> bool:
    """Whether this is a code, exactly as we write one."""
    try:
        return normalise(text) == text
    except InvalidCode:
        return False


def grouped(code: str) -> str:
    """Twelve characters written as three groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))
