"""Who someone is, kept apart from what they said."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from participatie.core.encryption import EncryptedJSONField
from participatie.pipeline.statuses import DeliveryWay, SubmitterKind


@dataclass(frozen=True)
class Contact:
    """How to reach somebody. Every part may be empty."""

    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def public_name(self) -> str:
        """The name that may stand with a contribution, where its sender permitted that."""
        return self.organisation or self.name

    @property
    def has_address(self) -> bool:
        """Whether a letter can be sent."""
        return bool(self.street and self.city)

    @property
    def address_lines(self) -> list[str]:
        """The lines of the address field of a letter, without empty ones."""
        place = f"{self.postcode}  {self.city}".strip()
        return [line for line in (self.organisation, self.name, self.street, place) if line]


class Submitter(models.Model):
    """Somebody who said something, or speaks for another, or signed along.

    Contact details are sealed in the database, have their own retention, and appear in no text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=SubmitterKind, default=SubmitterKind.PERSON)
    sealed_contact: Any = EncryptedJSONField(null=True)
    reply_by = models.CharField(max_length=20, choices=DeliveryWay)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Submitter {self.id}"

    @property
    def contact(self) -> Contact:
        """The contact details; empty after erasure."""
        return Contact(**(self.sealed_contact or {}))

    @contact.setter
    def contact(self, contact: Contact) -> None:
        self.sealed_contact = asdict(contact)
