"""One fact on the track."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from participatie.pipeline.models.answer import Answer
from participatie.pipeline.models.consultation import Consultation
from participatie.pipeline.models.contribution import Contribution
from participatie.pipeline.models.decision import Decision


@pgtrigger.register(
    pgtrigger.Protect(
        name="event_is_append_only",
        operation=pgtrigger.UpdateOf(
            "kind",
            "at",
            "actor_id",
            "consultation_id",
            "contribution_id",
            "answer_id",
            "decision_id",
            "data",
            "content",
            "leaf",
        )
        | pgtrigger.Delete,
    ),
    pgtrigger.Protect(
        name="event_salt_only_goes",
        operation=pgtrigger.UpdateOf("salt"),
        condition=~pgtrigger.Q(new__salt=b""),
    ),
)
class Event(models.Model):
    """One fact on the track: what was done, when, by whom, to what. Never changed or deleted.

    `kind` is one of the constants in `pipeline.kinds`. `data` holds no contact details. What makes
    it a leaf of the ledger is told in `pipeline.leaves`; only the salt can go, and then the leaf
    cannot be made again from what is left.
    """

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="events")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="events")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="events")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="events")
    data: Any = models.JSONField(default=dict)
    salt = models.BinaryField()
    """16 random bytes, or none any more."""
    content = models.BinaryField()
    """The digest of what it vouches for; empty when it vouches for nothing but itself."""
    leaf = models.BinaryField(unique=True)
    """32 bytes."""

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Exact(Length("leaf"), 32), name="event_has_a_leaf")
        ]
        indexes = [
            models.Index(fields=["consultation", "kind"], name="event_kind"),
            models.Index(fields=["consultation", "id"], name="event_track"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
