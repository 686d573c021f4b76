"""What the desk itself keeps: entries until they are contributions, batches, checks, the register
of what was sent on."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participatie.core.encryption import EncryptedJSONField, EncryptedTextField
from participatie.intake.callback.models import CallBack
from participatie.pipeline.models import Consultation, Contact, Contribution, StoredFile
from participatie.pipeline.statuses import AttachmentKind, Channel


class DeskEntry(models.Model):
    """A form as far as it was typed. Its id becomes the submission key of the contribution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clerk = models.ForeignKey("accounts.User", models.PROTECT, related_name="desk_entries")
    channel = models.CharField(max_length=20, choices=Channel)
    typed: Any = EncryptedJSONField(default=dict)
    """{field: text as typed, or choices made}; sealed, because it names people."""
    call_back = models.ForeignKey(CallBack, models.PROTECT, null=True, related_name="+")
    """The call-back during which it is typed, if it is one."""
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-saved_at"]
        verbose_name_plural = "desk entries"

    def __str__(self) -> str:
        return f"Entry {self.pk}"


class DeskFile(models.Model):
    """A file that came with an entry; it moves to the contribution with it."""

    entry = models.ForeignKey(DeskEntry, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AttachmentKind)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Entry file {self.pk}"


class Batch(models.Model):
    """A pile of paper that one clerk enters piece after piece, with what all have in common."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clerk = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=Channel)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    received_on = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(
                fields=["clerk"],
                condition=models.Q(ended_at=None),
                name="one_open_batch_per_clerk",
            )
        ]

    def __str__(self) -> str:
        return f"Batch {self.pk}"


class BatchLetter(models.Model):
    """One contribution of a batch, in the order of entering."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="letters")
    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Batch letter {self.pk}"


class CheckResult(models.TextChoices):
    """What a colleague found who compared a typed text with its scan."""

    SAME = "same", pgettext_lazy("check", "the same")
    CORRECTED = "corrected", pgettext_lazy("check", "corrected")
    DIFFERS = "differs", pgettext_lazy("check", "differs, not corrected")


class TranscriptCheck(models.Model):
    """A typed text that was drawn to be compared with its scan by somebody else."""

    contribution = models.OneToOneField(
        Contribution, models.PROTECT, related_name="transcript_check"
    )
    one_in = models.PositiveIntegerField()
    """The share at the time of the draw: one in so many."""
    drawn_at = models.DateTimeField()
    result = models.CharField(max_length=20, choices=CheckResult, blank=True)
    note = models.CharField(max_length=255, blank=True)
    checked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["drawn_at", "pk"]

    def __str__(self) -> str:
        return f"Transcript check {self.pk}"


class SentOnKind(models.TextChoices):
    """Where something went that was not for us."""

    ON = "on", _("Sent on to the body that it is for")
    BACK = "back", _("Sent back to the sender")


class SentOn(models.Model):
    """A letter that was not for us and never became a contribution (Awb 2:3).

    Who wrote it and about what is sealed, and erased after a year.
    """

    key = models.UUIDField(unique=True, null=True, editable=False)
    """That of the form it was typed in, so that one sent twice is registered once."""
    kind = models.CharField(max_length=20, choices=SentOnKind)
    received_on = models.DateField()
    sealed_sender: Any = EncryptedJSONField(null=True)
    about = EncryptedTextField()
    body_name = models.CharField(max_length=200, blank=True)
    body_address = models.TextField(blank=True)
    reason = EncryptedTextField()
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "sent on"

    def __str__(self) -> str:
        return f"Sent on {self.pk}"

    @property
    def reference(self) -> str:
        """Its number in the register of what was sent on."""
        return f"DZ-{self.pk:04d}"

    @property
    def sender(self) -> Contact:
        """Who sent it to us."""
        return Contact(**(self.sealed_sender or {}))
