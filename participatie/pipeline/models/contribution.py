"""What one sender said, once; its files, signatories and public text."""

import uuid
from functools import cached_property
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from participatie.core import clock, files
from participatie.core.encryption import EncryptedTextField, fingerprint
from participatie.core.text import Span
from participatie.pipeline.models.consultation import Consultation, QuestionForm, Theme
from participatie.pipeline.models.submitter import Submitter
from participatie.pipeline.questions import answered, compose, from_own_words, not_own_words
from participatie.pipeline.statuses import (
    AttachmentKind,
    Channel,
    HidingReason,
    Status,
    TextVersionKind,
    Timeliness,
)
from participatie.pipeline.wordings import Said, said


@pgtrigger.register(
    pgtrigger.Protect(name="file_is_immutable", operation=pgtrigger.Update),
)
class StoredFile(models.Model):
    """A file as it came in, kept outside the web root; its content never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(storage=files.private_storage, upload_to="%Y/%m")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"File {self.id}"


@pgtrigger.register(
    pgtrigger.Protect(
        name="original_never_changes",
        operation=pgtrigger.UpdateOf(
            "text", "given", "channel", "number", "consultation_id", "received_at", "follow_digest"
        ),
    ),
    pgtrigger.Protect(name="contribution_is_never_deleted", operation=pgtrigger.Delete),
)
class Contribution(models.Model):
    """What one sender said, once. The text as sent never changes, also not by the database."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="contributions")
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=20, choices=Channel)
    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    text = models.TextField()
    """As it came in, and never changed. What counts now is `words`."""
    newest_text = models.TextField(blank=True, db_default="")
    """The text of the newest of `text_versions`; empty while there are none."""
    form = models.ForeignKey(QuestionForm, models.PROTECT, null=True, related_name="+")
    given: Any = models.JSONField(default=dict)
    """{question key: text, choice or choices}, of the form's version."""
    submitter = models.ForeignKey(Submitter, models.PROTECT, related_name="contributions")
    represented_by = models.ForeignKey(
        Submitter, models.PROTECT, null=True, related_name="represents"
    )
    follow_code = EncryptedTextField()
    follow_digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    postmarked_on = models.DateField(null=True)
    first_received_on = models.DateField(null=True)
    """The day it came in at another body, which sent it on to us (Awb 6:15)."""
    forwarded_by = models.CharField(max_length=200, blank=True, db_default="")
    """That other body."""
    timeliness = models.CharField(max_length=20, choices=Timeliness)
    entered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    entered_from = models.CharField(max_length=255, blank=True)
    """What the clerk typed it from: “two pages, handwritten”, “read back and agreed”."""
    name_may_be_published = models.BooleanField(default=False)
    """Whether the sender wants the name to stand with the contribution when that is published."""
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    """In which our part of it is told to the sender: that of the form as they filled it in."""
    submission_key = models.UUIDField(null=True, unique=True)
    """Made with the form, so that the same form sent twice is one contribution."""
    assigned_to = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, related_name="assigned_contributions"
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="contributions")
    admissibility_reason = models.TextField(blank=True)
    last_point_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_per_number")
        ]
        indexes = [
            models.Index(fields=["consultation", "status"], name="contribution_status"),
            models.Index(fields=["-received_at"], name="contribution_received"),
        ]

    def __str__(self) -> str:
        return f"Contribution {self.pk}"

    @property
    def reference(self) -> str:
        """The public number, such as OV26-0042."""
        return f"{self.consultation.prefix}-{self.number:04d}"

    @property
    def words(self) -> str:
        """The text as it counts now: the newest version, or else as it came in."""
        return self.newest_text or self.text

    @property
    def open_request(self) -> "CompletionRequest | None":
        """What the sender was asked to complete and did not yet, if anything was."""
        asked = self.completion_requests.all()
        return next((request for request in asked if request.settled_at is None), None)

    @property
    def settled_requests(self) -> "list[CompletionRequest]":
        """What the sender was asked to complete before, and how it ended; the first one first."""
        return [one for one in self.completion_requests.all() if one.settled_at is not None]

    @property
    def not_own_words(self) -> list[Span]:
        """The pieces of the words that are our questions and choices from our lists."""
        return not_own_words(self.form.questions, self.given, self.words) if self.form else []

    def from_own_words(self, beginning: str) -> str:
        """The beginning of the text, or of what is public of it, without our question above it."""
        return from_own_words(self.form.questions, beginning) if self.form else beginning

    def said_in(self, language: str) -> list[Said]:
        """What was answered to more than one question of the form, as it reads in `language`.

        Empty when there was no such form, or when the text is another one than its answers make.
        """
        if not self.form or compose(self.form.questions, self.given) != self.words:
            return []
        wordings = self.form.in_language(language)
        rows = [
            said(question, wordings[question.key], answer)
            for question, answer in answered(self.form.questions, self.given)
        ]
        return rows if len(rows) > 1 else []

    @property
    def sender(self) -> Submitter:
        """Who gets the notices: the representative where there is one (Awb 2:1)."""
        return self.represented_by or self.submitter

    @property
    def recipients(self) -> list[Submitter]:
        """Everyone who must hear what became of it: the sender and the signatories."""
        return [self.sender, *(signatory.submitter for signatory in self.signatories.all())]

    @cached_property
    def public_text(self) -> "PublicText | None":
        """The approved text for the public that is in force, if there is one."""
        texts = [text for text in self.public_texts.all() if text.is_current]
        return max(texts, key=lambda text: text.version, default=None)

    @property
    def current_points(self) -> list[Any]:
        """Its points in order, without removed ones."""
        return [point for point in self.points.all() if point.removed_at is None]


@pgtrigger.register(
    pgtrigger.Protect(
        name="text_version_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
    )
)
class TextVersion(models.Model):
    """The words of a contribution after a correction or an addition; the original is version 1."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="text_versions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=TextVersionKind)
    text = models.TextField()
    reason = models.CharField(max_length=255)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["contribution", "version"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "version"], name="one_text_per_version")
        ]

    def __str__(self) -> str:
        return f"Text version {self.pk}"


class CompletionRequest(models.Model):
    """What the sender was asked to complete, and until when (Awb 6:6)."""

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="completion_requests"
    )
    missing = models.TextField()
    until = models.DateField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    settled_note = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=models.Q(settled_at=None),
                name="one_open_completion_request",
            )
        ]

    def __str__(self) -> str:
        return f"Completion request {self.pk}"

    @property
    def is_overdue(self) -> bool:
        """Whether the term passed and nothing came."""
        return self.settled_at is None and self.until < clock.today()


def follow_digest(code: str) -> str:
    """How a (normalised) follow code is found again without being readable in the database."""
    return fingerprint(code, "follow code")


class Attachment(models.Model):
    """A file that belongs to a contribution."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=20, choices=AttachmentKind)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Attachment {self.pk}"


class Signatory(models.Model):
    """Somebody who signed a contribution along with its sender."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="signatories")
    submitter = models.OneToOneField(Submitter, models.PROTECT, related_name="signature")
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["contribution", "order"]

    def __str__(self) -> str:
        return f"Signatory {self.pk}"


@pgtrigger.register(
    pgtrigger.Protect(
        name="public_text_is_locked",
        operation=pgtrigger.UpdateOf("text", "hidden", "version", "contribution_id"),
    ),
    # A name goes when its permission goes; it is never put there afterwards.
    pgtrigger.Protect(
        name="public_name_only_goes",
        operation=pgtrigger.UpdateOf("name"),
        condition=pgtrigger.Q(old__name__df=pgtrigger.F("new__name")) & ~pgtrigger.Q(new__name=""),
    ),
)
class PublicText(models.Model):
    """A contribution as the public may read it: made, read and approved by a person.

    `hidden` lists the passages left out: {start, end, reason}, in characters of the original.
    `name` stands with it where the sender permitted that, and no longer than that (GDPR 7:3).
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="public_texts")
    version = models.PositiveIntegerField()
    text = models.TextField()
    hidden: Any = models.JSONField(default=list)
    name = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["contribution", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "version"], name="one_public_text_per_version"
            ),
            models.UniqueConstraint(
                fields=["contribution"],
                condition=models.Q(is_current=True),
                name="one_current_public_text",
            ),
        ]

    def __str__(self) -> str:
        return f"Public text {self.pk}"

    @property
    def hidden_passages(self) -> list[tuple[Span, HidingReason]]:
        """The passages that were left out, in order, each with its reason."""
        return [(Span(h["start"], h["end"]), HidingReason(h["reason"])) for h in self.hidden]
