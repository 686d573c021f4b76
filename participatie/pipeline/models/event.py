"""One fact on the track."""

from typing import Any

import pgtrigger
from django.db import models

from participatie.pipeline.models.answer import Answer
from participatie.pipeline.models.consultation import Consultation
from participatie.pipeline.models.contribution import Contribution
from participatie.pipeline.models.decision import Decision


@pgtrigger.register(
    pgtrigger.Protect(name="event_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
)
class Event(models.Model):
    """One fact on the track: what was done, when, by whom, to what. Never changed or deleted.

    `kind` is one of the constants in `pipeline.kinds`. `data` holds no contact details.
    """

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="events")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="events")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="events")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="events")
    data: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["consultation", "kind"], name="event_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
