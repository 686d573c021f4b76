"""Mailboxes that are read, and every message that came in, until somebody dealt with it."""

import uuid
from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participatie.core.encryption import EncryptedJSONField, EncryptedTextField
from participatie.pipeline.models import Consultation, Contribution, Delivery, StoredFile


class Security(models.TextChoices):
    """How the connection with a mail server is kept secret."""

    TLS = "tls", _("TLS from the start (usually port 993)")
    STARTTLS = "starttls", _("STARTTLS (usually port 143)")
    NONE = "none", _("none: only for a mail server on this machine")


class Mailbox(models.Model):
    """An address of ours, for one consultation or for everything; with a server, or by webhook."""

    name = models.CharField(max_length=100)
    address = models.EmailField(unique=True)
    """Of an office or function; in lower case."""
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, related_name="+")
    """None: the general mailbox, where a clerk says what each message is about."""
    host = models.CharField(max_length=255, blank=True)
    """Empty: messages come only by the webhook of the mail provider."""
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=10, choices=Security, default=Security.TLS)
    username = models.CharField(max_length=255, blank=True)
    password = EncryptedTextField(blank=True)
    folder = models.CharField(max_length=100, default="INBOX")
    processed_folder = models.CharField(max_length=100, default="Verwerkt")
    automatic = models.BooleanField(default=False)
    """Whether a clean message becomes a contribution without a clerk."""
    is_active = models.BooleanField(default=True)
    fetched_at = models.DateTimeField(null=True)
    """When it was last read without a problem."""
    error = models.CharField(max_length=255, blank=True)
    """Why it could not be read the last time."""

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """How far one message is."""

    NEW = "new", pgettext_lazy("e-mail", "being read")
    WAITING = "waiting", pgettext_lazy("e-mail", "waiting for a person")
    SET_APART = "set_apart", pgettext_lazy("e-mail", "set apart by the computer")
    CONTRIBUTION = "contribution", pgettext_lazy("e-mail", "contribution")
    ADDITION = "addition", pgettext_lazy("e-mail", "addition to a contribution")
    SENT_ON = "sent_on", pgettext_lazy("e-mail", "sent on")
    NO_CONTRIBUTION = "no_contribution", pgettext_lazy("e-mail", "no contribution")


OPEN = frozenset({State.WAITING, State.SET_APART})
"""What a clerk can still do something with."""
NO_CONTRIBUTION_MADE = frozenset({State.SET_APART, State.NO_CONTRIBUTION, State.SENT_ON})
"""What became no contribution; it can be put back, until it is erased."""


class Kind(models.TextChoices):
    """As what the computer recognised a message."""

    ORDINARY = "", pgettext_lazy("e-mail", "ordinary message")
    OWN = "own", pgettext_lazy("e-mail", "a message of our own")
    BOUNCE = "bounce", pgettext_lazy("e-mail", "report that a message did not arrive")
    COMPLAINT = "complaint", pgettext_lazy("e-mail", "complaint about a message of ours")
    AUTO_REPLY = "auto_reply", pgettext_lazy("e-mail", "automatic reply")
    LIST = "list", pgettext_lazy("e-mail", "mailing list or newsletter")
    DUPLICATE = "duplicate", pgettext_lazy("e-mail", "came in before")


class Step(models.TextChoices):
    """What happened with one message."""

    CAME_IN = "came_in", _("Came in")
    SET_APART = "set_apart", _("Set apart by the computer")
    CONTRIBUTION = "contribution", _("Made a contribution")
    ADDITION = "addition", _("Added to a contribution")
    NO_CONTRIBUTION = "no_contribution", _("Said: no contribution")
    SENT_ON = "sent_on", _("Sent on")
    MOVED = "moved", _("Moved to another mailbox")
    CAME_BACK = "came_back", _("Sent on, but it did not arrive")
    PUT_BACK = "put_back", _("Put back with what waits")


class IncomingMail(models.Model):
    """One message. Its id becomes the submission key of the contribution made of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, null=True, related_name="mails")
    raw = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    """The message byte for byte as it came in, until it is erased."""
    sha256 = models.CharField(max_length=64)
    fetched_from = models.ForeignKey(Mailbox, models.PROTECT, null=True, related_name="+")
    """Where it came in; `mailbox` is another one after it was moved."""
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    provider_key = models.CharField(max_length=200, blank=True)
    """By what the mail provider knows it, for messages that came by webhook."""
    message_id = models.CharField(max_length=500, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    """The same for messages of one sender with the same words and files."""
    received_at = models.DateTimeField()
    """When it reached our mail server (Awb 2:20)."""
    stored_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.NEW)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORDINARY, blank=True)
    why = models.CharField(max_length=255, blank=True)
    """By what it was recognised, for the clerk."""
    read: Any = EncryptedJSONField(default=dict)
    """name, address, subject, text, own, folded, problems: see `sorting`."""
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="+")
    """The notice of ours that this is a report about, or an answer to."""
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, related_name="incoming_mails"
    )
    """What it became, or was added to."""
    virus = models.CharField(max_length=100, blank=True)
    was_scanned = models.BooleanField(default=False)
    typed: Any = EncryptedJSONField(default=dict)
    """{field: text as typed} by a clerk, as long as it waits."""
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["fetched_from", "uid_validity", "uid"], name="one_mail_per_uid"
            ),
            models.UniqueConstraint(fields=["fetched_from", "sha256"], name="one_mail_per_content"),
            models.UniqueConstraint(
                fields=["provider_key"],
                condition=~models.Q(provider_key=""),
                name="one_mail_per_provider_key",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "received_at"], name="mail_state"),
            models.Index(fields=["message_id"], name="mail_message_id"),
            models.Index(fields=["content_digest"], name="mail_content_digest"),
        ]

    def __str__(self) -> str:
        return f"E-mail {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether a clerk can still do something with it."""
        return self.state in OPEN and self.erased_at is None

    @property
    def may_be_put_back(self) -> bool:
        """Whether a clerk can let it wait for a person again."""
        return self.state in NO_CONTRIBUTION_MADE and self.erased_at is None

    def original(self) -> bytes:
        """The message byte for byte. Raises FileNotFoundError when it is not there any more."""
        if self.raw is None:
            raise FileNotFoundError
        with self.raw.content.open("rb") as content:
            return bytes(content.read())


class MailFile(models.Model):
    """A file in a message: taken in, or left in the message with the reason."""

    mail = models.ForeignKey(IncomingMail, models.CASCADE, related_name="files")
    place = models.CharField(max_length=20)
    """Which part of the message it is: “3”, or “3.1” for the first file in a winmail.dat."""
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=255, blank=True)
    virus = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"File {self.pk} of an e-mail"


@pgtrigger.register(
    pgtrigger.Protect(name="mail_track_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
)
class MailStep(models.Model):
    """One fact on the track of a message. It holds nothing about who sent it."""

    mail = models.ForeignKey(IncomingMail, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Step)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Step {self.pk}"


class OnwardKind(models.TextChoices):
    """Why we mailed somebody because of a message."""

    FORWARD = "forward", _("the message, to another body")
    NOTICE = "notice", _("notice to the sender that we sent it on")
    COLLEAGUE = "colleague", _("the message, to a colleague who answers")


class OnwardState(models.TextChoices):
    """How far such a mail is."""

    WAITING = "waiting", pgettext_lazy("delivery", "waiting")
    SENT = "sent", pgettext_lazy("delivery", "sent")
    FAILED = "failed", pgettext_lazy("delivery", "failed")
    BOUNCED = "bounced", pgettext_lazy("delivery", "bounced")


class OnwardMail(models.Model):
    """A mail of ours because of a message: sent on, or told to the sender (Awb 2:3)."""

    mail = models.ForeignKey(IncomingMail, models.PROTECT, related_name="onward")
    kind = models.CharField(max_length=20, choices=OnwardKind)
    to = EncryptedTextField()
    body = models.CharField(max_length=200, blank=True)
    """The other body, or the office of the colleague."""
    note = EncryptedTextField(blank=True)
    state = models.CharField(max_length=20, choices=OnwardState, default=OnwardState.WAITING)
    error = models.CharField(max_length=100, blank=True)
    message_id = models.CharField(max_length=255, blank=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["message_id"], name="onward_message_id")]

    def __str__(self) -> str:
        return f"Onward {self.pk}"
