"""Who someone is, kept apart from what they said."""

import uuid
from dataclasses import asdict, dataclass
from typing import Any

import pgtrigger
from django.db import models

from participatie.core.encryption import EncryptedJSONField
from participatie.pipeline.statuses import (
    DeliveryWay,
    KeyKind,
    LetterForm,
    LookUpReason,
    SubmitterKind,
)


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
    country: str = ""
    """Empty for the Netherlands."""

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
        """The lines of the address field of a letter, without empty ones.

        The country stands last and in capitals: the post of another country reads it there.
        """
        place = f"{self.postcode}  {self.city}".strip()
        lines = (self.organisation, self.name, self.street, place, self.country.upper())
        return [line for line in lines if line]


class Submitter(models.Model):
    """Somebody who said something, or speaks for another, or signed along.

    Contact details are sealed in the database, have their own retention, and appear in no text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=SubmitterKind, default=SubmitterKind.PERSON)
    sealed_contact: Any = EncryptedJSONField(null=True)
    reply_by = models.CharField(max_length=20, choices=DeliveryWay)
    letter_form = models.CharField(
        max_length=20, choices=LetterForm, default=LetterForm.NORMAL, db_default=LetterForm.NORMAL
    )
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


class SubmitterKey(models.Model):
    """By what a submitter is found again, as a fingerprint that nobody can read back.

    A name has one for each of its words; an address one for postcode with house number.
    """

    submitter = models.ForeignKey(Submitter, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10, choices=KeyKind)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["fingerprint"], name="submitter_key")]

    def __str__(self) -> str:
        return f"Key {self.pk}"


@pgtrigger.register(
    pgtrigger.Protect(name="look_up_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
)
class LookUp(models.Model):
    """Somebody who works here looked somebody up: who, when, why, by what, and who was shown.

    What was typed is not kept (GDPR 5:1 c).
    """

    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=LookUpReason)
    note = models.CharField(max_length=200, blank=True)
    searched_by: Any = models.JSONField(default=list)
    """The kinds of keys that were used, such as ["name", "phone"]."""
    shown: Any = models.JSONField(default=list)
    """The ids of the submitters that were shown, as text."""

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Look-up {self.pk}"
