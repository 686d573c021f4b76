"""One argument in a contribution."""

from django.db import models

from participatie.core.text import Span
from participatie.pipeline.models.answer import Answer
from participatie.pipeline.models.consultation import Theme
from participatie.pipeline.models.contribution import Contribution


class Point(models.Model):
    """One argument: a quoted passage with its place in the text, summarised by the handler.

    `start` and `end` are empty when the argument is in an attachment and not in the text.
    Numbers are given once and never again, also when a point is removed.
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="points")
    number = models.PositiveIntegerField()
    quote = models.TextField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    summary = models.TextField()
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="points")
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, related_name="points")
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["contribution", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="one_point_per_number")
        ]

    def __str__(self) -> str:
        return f"Point {self.pk}"

    @property
    def reference(self) -> str:
        """The public number, such as OV26-0042.3."""
        return f"{self.contribution.reference}.{self.number}"

    @property
    def span(self) -> Span | None:
        """Where the passage stands in the contribution's text."""
        if self.start is None or self.end is None:
            return None
        return Span(self.start, self.end)
