"""A meeting, what was said there speaker by speaker, and who wants to hear how it goes on."""

import uuid
from datetime import timedelta
from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core.encryption import EncryptedJSONField
from participatie.pipeline.models import Consultation, Contact, Contribution, StoredFile
from participatie.pipeline.statuses import AttachmentKind, DeliveryWay

KEPT_AFTER_TOLD = timedelta(weeks=4)
"""So long are name and address of an attendee kept after they heard of the report."""
KEPT_AT_MOST = timedelta(weeks=26)
"""So long after the meeting in any case, also when there never was a report."""
WAYS = (DeliveryWay.EMAIL, DeliveryWay.LETTER)
"""How an attendee can be told of the report."""


class Agreement(models.TextChoices):
    """Whether the speaker finds their words in what was written down (Awb 3:17)."""

    AGREED = "agreed", _("read back and agreed")
    ASKED = "asked", _("sent for agreement")
    NOT_ASKED = "not_asked", _("not read back")
    DISAGREED = "disagreed", _("the speaker does not agree")


class Step(models.TextChoices):
    """What happened with one meeting."""

    MADE = "made", _("Meeting made")
    CHANGED = "changed", _("Details changed")
    SPEAKER_SAVED = "speaker_saved", _("Contribution of a speaker saved")
    AGREEMENT_NOTED = "agreement_noted", _("Noted whether the speaker agrees")
    SLIPS_MADE = "slips_made", _("Code slips made")
    CONSENT_NOTED = "consent_noted", _("Consent of an attendee noted")
    ATTENDEES_SEEN = "attendees_seen", _("Attendance list looked at")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn, details erased")
    REPORT_READY = "report_ready", _("Report made public")
    TOLD = "told", _("Attendee told of the report")
    ERASED = "erased", _("Details of attendees erased after their term")


class Meeting(models.Model):
    """One evening about one consultation; it may still lie ahead, for forms are printed before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="meetings")
    name = models.CharField(max_length=100)
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    notes_by = models.CharField(max_length=100)
    """Who took the notes: somebody of the organisation."""
    report = models.TextField(blank=True)
    """What went on besides the speakers, without names. Fixed once the report is ready."""
    report_saved_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+"
    )
    report_saved_at = models.DateTimeField(null=True)
    report_ready_at = models.DateTimeField(null=True)
    others_present = models.PositiveIntegerField(default=0)
    """How many were there of whom nothing is kept."""
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-made_at"]

    def __str__(self) -> str:
        return f"Meeting {self.pk}"


class SpeakerEntry(models.Model):
    """What was typed for one speaker so far. Its id becomes the key of the contribution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="entries")
    clerk = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    typed: Any = EncryptedJSONField(default=dict)
    """{field: text as typed}; sealed, because it names people."""
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at"]
        verbose_name_plural = "speaker entries"

    def __str__(self) -> str:
        return f"Speaker entry {self.pk}"


class SpeakerFile(models.Model):
    """A paper that a speaker handed over; it moves to the contribution with the entry."""

    entry = models.ForeignKey(SpeakerEntry, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AttachmentKind)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Speaker file {self.pk}"


class Speaker(models.Model):
    """One turn to speak, and the contribution it became. Who spoke is known there only."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="speakers")
    order = models.PositiveIntegerField()
    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="speaker")
    agreement = models.CharField(max_length=20, choices=Agreement)
    slip_made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="one_speaker_per_turn")
        ]

    def __str__(self) -> str:
        return f"Speaker {self.pk}"

    @property
    def is_agreed(self) -> bool:
        """Whether the speaker said that it is right."""
        return self.agreement == Agreement.AGREED


class Attendee(models.Model):
    """Somebody who was there and consented to hear of the report, once (GDPR 6:1 a, 7).

    The row goes when the consent goes, and some time after they were told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    sealed_contact: Any = EncryptedJSONField()
    way = models.CharField(max_length=20, choices=[(way.value, way.label) for way in WAYS])
    consented_on = models.DateField()
    noted_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)
    """Why the mail did not go, as a name of the error; empty when nothing went wrong."""

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"Attendee {self.pk}"

    @property
    def contact(self) -> Contact:
        """Name, and where to tell them."""
        return Contact(**self.sealed_contact)


@pgtrigger.register(
    pgtrigger.Protect(name="meeting_track_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
)
class MeetingStep(models.Model):
    """One fact on the track of a meeting. It holds nothing about who spoke or was there."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=30, choices=Step)
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, related_name="steps")
    agreement = models.CharField(max_length=20, choices=Agreement, blank=True)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Step {self.pk}"
