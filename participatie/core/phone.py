"""Telephone numbers as people write them."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

COSTLY = frozenset(
    {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.PAGER}
)
"""Kinds of numbers that cost who calls them more than a call, or that reach no person."""


class InvalidNumber(ValueError):
    """The text is no telephone number that can be called."""


class CostlyNumber(InvalidNumber):
    """It is a number, but one that we do not call."""


def readable(typed: str) -> str:
    """The number as it is written here: 06 12345678, or +49 30 123456 for another country.

    Dutch unless it begins with + or 00. Raises `InvalidNumber`.
    """
    number = _parsed(typed)
    dutch = number.country_code == 31
    if dutch and not phonenumbers.is_valid_number(number):
        # Not in use, as far as the lists know; they would leave out the zero in front.
        return f"0{number.national_number}"
    shape = PhoneNumberFormat.NATIONAL if dutch else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shape)


def callable_number(typed: str) -> str:
    """The number in international form (E.164), for one that we are asked to call.

    Raises `CostlyNumber` for 0900, satellites and the like, `InvalidNumber` for what is no number.
    """
    number = _parsed(typed)
    nowhere = (
        phonenumbers.region_code_for_number(number) == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY
    )
    if nowhere or phonenumbers.number_type(number) in COSTLY:
        raise CostlyNumber(typed)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _parsed(typed: str) -> PhoneNumber:
    try:
        number = phonenumbers.parse(typed, "NL")
    except phonenumbers.NumberParseException as error:
        raise InvalidNumber(typed) from error
    if not _is_whole(number):
        raise InvalidNumber(typed)
    return number


def _is_whole(number: PhoneNumber) -> bool:
    """Whether this has the shape of a number; a Dutch one with digits missing has not."""
    if phonenumbers.is_valid_number(number):
        return True
    whole = number.country_code != 31 or len(str(number.national_number)) == 9
    return whole and phonenumbers.is_possible_number(number)
