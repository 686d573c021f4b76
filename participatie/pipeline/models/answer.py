"""The reply to one or more points."""

import pgtrigger
from django.db import models

from participatie.pipeline.models.consultation import Consultation
from participatie.pipeline.statuses import FIXED, LEADS_TO_CHANGE, AnswerStatus, Outcome


@pgtrigger.register(
    pgtrigger.Protect(
        name="approved_answer_is_locked",
        operation=pgtrigger.UpdateOf("outcome", "reason", "plain", "author_id"),
        condition=pgtrigger.Q(old__status__in=["approved", "published"]),
    )
)
class Answer(models.Model):
    """The reply to one or more points, with an outcome. Its author is not its approver."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=AnswerStatus, default=AnswerStatus.DRAFT)
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.TextField()
    plain = models.TextField()
    """The reply in plain language (B1): what the sender reads first."""
    author = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    approver = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    returned_because = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    """Counts the edits, so that two people cannot overwrite each other unseen."""
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_answer_per_number")
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"

    @property
    def reference(self) -> str:
        """The public number, such as OV26-A7."""
        return f"{self.consultation.prefix}-A{self.number}"

    @property
    def is_fixed(self) -> bool:
        """Whether the text is locked."""
        return self.status in FIXED

    @property
    def leads_to_change(self) -> bool:
        """Whether the outcome says that the decision changes."""
        return self.outcome in LEADS_TO_CHANGE
