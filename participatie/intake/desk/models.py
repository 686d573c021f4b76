"""What a clerk is typing in, kept until it is a contribution."""

import uuid
from typing import Any

from django.db import models

from participatie.core.encryption import EncryptedJSONField
from participatie.pipeline.models import StoredFile
from participatie.pipeline.statuses import AttachmentKind, Channel


class DeskEntry(models.Model):
    """A form as far as it was typed. Its id becomes the submission key of the contribution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clerk = models.ForeignKey("accounts.User", models.PROTECT, related_name="desk_entries")
    channel = models.CharField(max_length=20, choices=Channel)
    typed: Any = EncryptedJSONField(default=dict)
    """{field: text as typed}; sealed, because it names people."""
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
