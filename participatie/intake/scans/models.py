"""A stack of scanned letters: its files, its pages, and the letters that they are cut into."""

import uuid
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core import files
from participatie.core.encryption import EncryptedJSONField
from participatie.pipeline.models import Consultation, Contribution, StoredFile


class State(models.TextChoices):
    """How far a stack is."""

    READING = "reading", _("pages are being read")
    UNREADABLE = "unreadable", _("cannot be opened")
    TO_DIVIDE = "to_divide", _("to be divided into letters")
    DIVIDED = "divided", _("to be typed in")
    DONE = "done", _("done")
    DISCARDED = "discarded", _("thrown away")


FINISHED = (State.DONE, State.DISCARDED)


class Problem(models.TextChoices):
    """Why a file of a stack cannot be read."""

    LOCKED = "locked", _("It asks for a password.")
    BROKEN = "broken", _("It is damaged.")
    TOO_LONG = "too_long", _("It has too many pages.")


class Kind(models.TextChoices):
    """What a page turned out to be."""

    PAGE = "page", _("page")
    BLANK = "blank", _("looks blank")
    SHEET = "sheet", _("separator sheet")
    UNREADABLE = "unreadable", _("cannot be shown")


class LetterState(models.TextChoices):
    """How far one letter of a stack is."""

    OPEN = "open", _("to be typed in")
    DONE = "done", _("saved")
    DISCARDED = "discarded", _("thrown away")


class Stack(models.Model):
    """What one clerk put in the scanner at once. Its id is made with the form that brings it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brought_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, related_name="+")
    """Of all its letters, unless a separator sheet or a form says otherwise."""
    received_on = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.READING)
    read_at = models.DateTimeField()
    """When the last page was read: a stack that stands still is taken up again."""
    divided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    discarded_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    discarded_because = models.CharField(max_length=255, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return f"Stack {self.pk}"


class StackFile(models.Model):
    """One file of a stack, as it came from the scanner. The row outlives the file itself."""

    stack = models.ForeignKey(Stack, models.PROTECT, related_name="files")
    order = models.PositiveIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, db_index=True)
    pages_count = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=20, choices=Problem, blank=True)

    class Meta:
        ordering = ["stack", "order"]
        constraints = [
            models.UniqueConstraint(fields=["stack", "order"], name="one_stack_file_per_place")
        ]

    def __str__(self) -> str:
        return f"Stack file {self.pk}"


class Letter(models.Model):
    """Pages that one sender sent. Its id becomes the submission key of the contribution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stack = models.ForeignKey(Stack, models.PROTECT, related_name="letters")
    order = models.PositiveIntegerField()
    """Its place in the stack, from 1."""
    state = models.CharField(max_length=20, choices=LetterState, default=LetterState.OPEN)
    clerk = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    """Who is typing it in."""
    typed: Any = EncryptedJSONField(default=dict)
    """{field: text as typed}; sealed, because it names people."""
    accepted = models.BooleanField(default=False)
    """Whether a person took the recognised words over."""
    saved_at = models.DateTimeField(null=True)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    """The PDF of just its pages, once it was cut."""
    contribution = models.OneToOneField(
        Contribution, models.PROTECT, null=True, related_name="scanned_letter"
    )
    discarded_because = models.CharField(max_length=255, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["stack", "order"]

    def __str__(self) -> str:
        return f"Letter {self.pk}"


def _pictures() -> FileSystemStorage:
    # A page that is read again, after a worker was killed, writes over its own pictures.
    return FileSystemStorage(
        location=files.private_storage().location, base_url=None, allow_overwrite=True
    )


class Page(models.Model):
    """One page of a stack, and what becomes of it. None is ever removed while the stack is there.

    `kind`, and the first values of `begins`, `left_out` and `turn`, are what the computer
    proposes; people change the last three.
    """

    stack = models.ForeignKey(Stack, models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    """Its place in the stack, from 1."""
    source = models.ForeignKey(StackFile, models.PROTECT, related_name="pages")
    index = models.PositiveIntegerField()
    """Its place in the file, from 0."""
    kind = models.CharField(max_length=20, choices=Kind)
    code = models.CharField(max_length=100, blank=True)
    """What its QR code says, when it is a code of ours."""
    begins = models.BooleanField(default=False)
    """Whether a letter begins here."""
    left_out = models.BooleanField(default=False)
    turn = models.PositiveSmallIntegerField(default=0)
    """Degrees clockwise that put it upright."""
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="pages")
    words: Any = EncryptedJSONField(null=True)
    """What Tesseract read: [text, confidence, paragraph, line] of each word; None until then."""
    thumbnail = models.FileField(storage=_pictures, blank=True)
    picture = models.FileField(storage=_pictures, blank=True)

    class Meta:
        ordering = ["stack", "number"]
        constraints = [
            models.UniqueConstraint(fields=["stack", "number"], name="one_page_per_place")
        ]

    def __str__(self) -> str:
        return f"Page {self.pk}"
