"""Somebody who wants to be called, until it is done; and what was done about it."""

import uuid
from datetime import timedelta

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core import clock
from participatie.core.encryption import EncryptedTextField, fingerprint
from participatie.pipeline.models import Consultation

KEPT = timedelta(weeks=2)
"""So long is the number kept after it is done: for who calls back about the call."""


class PartOfDay(models.TextChoices):
    """When it suits to be called."""

    ANY = "any", _("It makes no difference")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")


class State(models.TextChoices):
    """How far one call-back is."""

    WAITING = "waiting", _("to call")
    SPOKEN = "spoken", _("spoken, something is left to do")
    DONE = "done", _("done")


class Step(models.TextChoices):
    """What happened with one call-back."""

    ASKED = "asked", _("Asked to be called")
    ASKED_AGAIN = "asked_again", _("Asked again")
    SEEN = "seen", _("Number looked at")
    DRAFT_SEEN = "draft_seen", _("Looked at what was filled in so far")
    NO_ANSWER = "no_answer", _("Called, no answer")
    SPOKEN = "spoken", _("Called and spoken")
    DONE = "done", _("Done")
    ERASED = "erased", _("Number and name erased")


class CallBack(models.Model):
    """Number, name and question are sealed, and erased some time after it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, null=True, related_name="+")
    phone = EncryptedTextField(blank=True)
    phone_digest = models.CharField(max_length=64, blank=True)
    """Finds an open call-back to the same number, without the number."""
    name = EncryptedTextField(blank=True)
    about = EncryptedTextField(blank=True)
    part_of_day = models.CharField(max_length=20, choices=PartOfDay, default=PartOfDay.ANY)
    draft = models.UUIDField(null=True)
    """What the person filled in so far, if they agreed that it may be seen."""
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    call_by = models.DateField()
    done_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["call_by", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["phone_digest"],
                condition=~models.Q(state=State.DONE),
                name="one_open_call_back_per_number",
            )
        ]

    def __str__(self) -> str:
        return f"Call-back {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do something."""
        return self.state != State.DONE

    @property
    def days_late(self) -> int:
        """Days since the day on which we promised to call; 0 when that is still to come."""
        waits = self.state == State.WAITING
        return max(0, (clock.today() - self.call_by).days) if waits else 0


@pgtrigger.register(
    pgtrigger.Protect(name="call_back_track_is_kept", operation=pgtrigger.Update | pgtrigger.Delete)
)
class CallBackStep(models.Model):
    """One fact on the track of a call-back. It holds nothing about who is called."""

    call_back = models.ForeignKey(CallBack, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=Step)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Step {self.pk}"


def phone_digest(number: str) -> str:
    """How a number (E.164) is found again without being readable in the database."""
    return fingerprint(number, "call back")


def open_call_backs() -> models.QuerySet[CallBack]:
    """What waits at the desk, late ones first."""
    return CallBack.objects.exclude(state=State.DONE).select_related("consultation")
