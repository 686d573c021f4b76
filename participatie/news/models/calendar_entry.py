"""A day or a moment in the calendar of a consultation."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Consultation


class EntryKind(models.TextChoices):
    """What is on that day; a moment has words of its editor."""

    OPENS = "opens", _("first day to respond")
    CLOSES = "closes", _("last day to respond")
    DECISION_EXPECTED = "decision_expected", _("decision expected")
    DECISION_MADE = "decision_made", _("decision")
    MOMENT = "moment", _("moment")


class CalendarEntry(models.Model):
    """One entry, which keeps its identity (RFC 5545 UID) however often it is moved.

    A whole day when `starts_at` is empty. An entry that is gone stays as cancelled, because
    calendars that were filled from the file must hear of it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="calendar")
    name = models.CharField(max_length=60)
    """What it is within its consultation: `opens`, `closes`, `decision`, or a moment's own key."""
    kind = models.CharField(max_length=20, choices=EntryKind)
    day = models.DateField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    place = models.TextField(blank=True)
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="one_entry_per_name")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
