"""A time in which people could not reach us by a door that we named."""

from typing import Any

from django.db import models

from participatie.pipeline.models.consultation import Consultation


class Outage(models.Model):
    """A door was closed or hardly open for a while, and for which consultations that counts.

    The reason stands on the public pages; terms are extended because of it (Awb 2:21).
    """

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """None while it goes on."""
    is_planned = models.BooleanField(default=False)
    doors: Any = models.JSONField(default=list)
    """The channels that could not be used."""
    reason = models.CharField(max_length=500)
    reason_in_english = models.CharField(max_length=500, blank=True)
    consultations = models.ManyToManyField(
        Consultation, through="OutageTerm", related_name="outages"
    )
    registered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
                name="outage_runs_forward",
            )
        ]

    def __str__(self) -> str:
        return f"Outage {self.pk}"


class OutageTerm(models.Model):
    """What an outage meant for the term of one consultation."""

    outage = models.ForeignKey(Outage, models.PROTECT, related_name="terms")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="outage_terms")
    closed_on_before = models.DateField()
    closes_on_after = models.DateField(null=True)
    """The closing day it got because of the outage; None as long as it got none."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["outage", "consultation"], name="one_term_per_outage")
        ]

    def __str__(self) -> str:
        return f"Outage term {self.pk}"
