"""Whose site this is: name and ways to reach it, for every page, letter and mail."""

from dataclasses import dataclass

from django.conf import settings

from participatie.core import house_style
from participatie.core.house_style import Logo


@dataclass(frozen=True)
class Organisation:
    """An organisation as people know it. `phone_hours` says when somebody answers."""

    name: str
    phone: str
    phone_hours: str
    email: str
    visiting_address: str
    postal_address: str
    logo: Logo | None = None


def details() -> Organisation:
    """The organisation as the editors of the site describe it, and where they do not, the settings.

    The lines of an address are separated by newlines.
    """
    chosen = house_style.current()
    return Organisation(
        name=chosen.name or settings.ORGANISATION_NAME,
        phone=chosen.phone or settings.ORGANISATION_PHONE,
        phone_hours=chosen.phone_hours or settings.ORGANISATION_PHONE_HOURS,
        email=chosen.email or settings.ORGANISATION_EMAIL,
        visiting_address=chosen.visiting_address or _lines(settings.ORGANISATION_VISITING_ADDRESS),
        postal_address=chosen.postal_address or _lines(settings.ORGANISATION_POSTAL_ADDRESS),
        logo=chosen.logo,
    )


def _lines(address: str) -> str:
    return address.replace("; ", "\n")
