"""A sample that a member of the council keeps, the points in it, and what members think of them."""

from django.db import models

from participatie.pipeline.models import Consultation, Point, Theme
from participatie.pipeline.statuses import Channel, Outcome

LONGEST_SEED = 100
LONGEST_REMARK = 2000


class Sample(models.Model):
    """Points drawn by chance: whoever draws with the same seed and choice gets the same ones."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="samples")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    """How many were asked for; there may have been fewer."""
    seed = models.CharField(max_length=LONGEST_SEED)
    channel = models.CharField(max_length=20, choices=Channel, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    population = models.PositiveIntegerField()
    """From how many points it was drawn."""
    stamp = models.CharField(max_length=100)
    """The state of the record that it was drawn from, `overview.Stamp.key`."""
    drawn_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["consultation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_sample_per_number")
        ]

    def __str__(self) -> str:
        return f"Sample {self.pk}"


class DrawnPoint(models.Model):
    """A point in a sample, at its place in the order of the draw; it stays there."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="drawn")
    place = models.PositiveIntegerField()
    """From 1."""
    point = models.ForeignKey(Point, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sample", "place"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "place"], name="one_drawn_point_per_place"),
            models.UniqueConstraint(fields=["sample", "point"], name="a_point_is_drawn_once"),
        ]

    def __str__(self) -> str:
        return f"Drawn point {self.pk}"


class Judgement(models.Model):
    """Whether a member finds the answer to a drawn point convincing; one of each member."""

    drawn = models.ForeignKey(DrawnPoint, models.PROTECT, related_name="judgements")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    is_convincing = models.BooleanField()
    remark = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["drawn", "at"]
        constraints = [
            models.UniqueConstraint(fields=["drawn", "by"], name="one_judgement_per_member")
        ]

    def __str__(self) -> str:
        return f"Judgement {self.pk}"
