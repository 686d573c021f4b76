"""The text that is decided on, its parts, and what changed because of whom."""

import pgtrigger
from django.db import models

from participatie.pipeline.models.answer import Answer
from participatie.pipeline.models.consultation import Consultation
from participatie.pipeline.statuses import ChangeOrigin, DecisionStatus


class Decision(models.Model):
    """What is decided at the end of a consultation."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="decision")
    title = models.CharField(max_length=255)
    status = models.CharField(max_length=20, choices=DecisionStatus, default=DecisionStatus.DRAFT)
    adopted_by = models.CharField(max_length=200, blank=True)
    """The body that adopts: Provincial Council or Provincial Executive."""
    adopted_on = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title

    @property
    def is_adopted(self) -> bool:
        """Whether it was adopted and published."""
        return self.status == DecisionStatus.ADOPTED


@pgtrigger.register(
    pgtrigger.Protect(name="version_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete)
)
class DecisionVersion(models.Model):
    """One version of the text: 1 is the draft laid open, the last one is what was adopted."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


@pgtrigger.register(
    pgtrigger.Protect(name="article_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete)
)
class Article(models.Model):
    """One part of one version of the text."""

    version = models.ForeignKey(DecisionVersion, models.PROTECT, related_name="articles")
    order = models.PositiveIntegerField()
    label = models.CharField(max_length=60)
    heading = models.CharField(max_length=255, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "label"], name="one_article_per_label")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.heading}".strip()


class Change(models.Model):
    """Before and after of one article, and the answers that caused it.

    A new article has an empty `before`; a deleted one an empty `after`.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=60)
    heading = models.CharField(max_length=255, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    explanation = models.TextField()
    origin = models.CharField(max_length=20, choices=ChangeOrigin)
    answers = models.ManyToManyField(Answer, blank=True, related_name="changes")
    revision = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_change_per_number"),
            models.UniqueConstraint(
                fields=["decision", "label"],
                condition=models.Q(removed_at=None),
                name="one_change_per_article",
            ),
        ]

    def __str__(self) -> str:
        return f"Change {self.pk}"

    @property
    def reference(self) -> str:
        """The public number, such as OV26-W3."""
        return f"{self.decision.consultation.prefix}-W{self.number}"
