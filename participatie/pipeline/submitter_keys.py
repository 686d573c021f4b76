"""By what somebody known is found again, without their details being readable in the database."""

import re
from collections.abc import Mapping

from anyascii import anyascii

from participatie.core import phone
from participatie.core.encryption import fingerprint
from participatie.pipeline.statuses import KeyKind

Key = tuple[KeyKind, str]
"""The kind of a key with its fingerprint."""

_PARTICLES = frozenset(
    {"aan", "bij", "d", "da", "de", "del", "den", "der", "des", "di", "du", "el", "en", "het"}
    | {"in", "la", "le", "les", "op", "te", "ten", "ter", "van", "vd", "vande", "vom", "von"}
)
"""Words of names that everybody has, so that they find nobody."""


def name_keys(name: str) -> set[Key]:
    """One key for each word of a name that tells something: no initials, no "van der"."""
    words = re.findall(r"[a-z]+", anyascii(name).lower())
    telling = {word for word in words if len(word) > 1 and word not in _PARTICLES}
    return {_key(KeyKind.NAME, word) for word in telling}


def address_keys(postcode: str, house: str) -> set[Key]:
    """The key of a postcode with the first number in `house`: “12a”, or “Dorpsstraat 12 a”."""
    number = re.search(r"\d+", house)
    tight = re.sub(r"\W", "", postcode).upper()
    if not tight or number is None:
        return set()
    return {_key(KeyKind.ADDRESS, f"{tight} {int(number[0])}")}


def phone_keys(number: str) -> set[Key]:
    """The key of a telephone number, however it was typed; none when it is no number."""
    try:
        return {_key(KeyKind.PHONE, phone.readable(number))}
    except phone.InvalidNumber:
        return set()


def email_keys(address: str) -> set[Key]:
    """The key of an e-mail address."""
    tidied = address.strip().lower()
    return {_key(KeyKind.EMAIL, tidied)} if tidied else set()


def keys_of(contact: Mapping[str, str]) -> set[Key]:
    """All keys of contact details, given as {part of `Contact`: text}."""
    return (
        name_keys(f"{contact.get('name', '')} {contact.get('organisation', '')}")
        | address_keys(contact.get("postcode", ""), contact.get("street", ""))
        | phone_keys(contact.get("phone", ""))
        | email_keys(contact.get("email", ""))
    )


def _key(kind: KeyKind, text: str) -> Key:
    return kind, fingerprint(text, f"submitter {kind.value}")
