"""Whose site this is: name and ways to reach it, for every page, letter and mail."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Organisation:
    """An organisation as people know it. `phone_hours` says when somebody answers."""

    name: str
    phone: str
    phone_hours: str
    email: str
    visiting_address: str
    postal_address: str


def details() -> Organisation:
    """The organisation of the settings. The lines of an address are separated by newlines."""
    return Organisation(
        name=settings.ORGANISATION_NAME,
        phone=settings.ORGANISATION_PHONE,
        phone_hours=settings.ORGANISATION_PHONE_HOURS,
        email=settings.ORGANISATION_EMAIL,
        visiting_address=settings.ORGANISATION_VISITING_ADDRESS.replace("; ", "\n"),
        postal_address=settings.ORGANISATION_POSTAL_ADDRESS.replace("; ", "\n"),
    )
