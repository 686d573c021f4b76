"""The ledger: where each event stands in the tree, the hashes of the tree, and what was signed."""

import pgtrigger
from django.db import models

from participatie.pipeline.models import Event

_FOR_EVER = pgtrigger.Update | pgtrigger.Delete


@pgtrigger.register(pgtrigger.Protect(name="place_never_changes", operation=_FOR_EVER))
class Place(models.Model):
    """Where an event stands among the leaves, from 0. No place is empty, none is given twice."""

    index = models.PositiveBigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.PROTECT, related_name="place")

    class Meta:
        ordering = ["index"]

    def __str__(self) -> str:
        return f"Leaf {self.index}"


@pgtrigger.register(
    pgtrigger.Protect(
        name="full_tile_never_changes",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition("length(OLD.hashes) >= 256 * 32"),
    ),
    pgtrigger.Protect(name="tile_is_never_deleted", operation=pgtrigger.Delete),
)
class Tile(models.Model):
    """Up to 256 hashes that stand beside each other, as in C2SP tlog-tiles.

    At level 0 the hashes of leaves; at level n the roots of full tiles of level n - 1.
    """

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    hashes = models.BinaryField()
    """32 bytes each; only the last tile of a level has fewer than 256, and grows."""

    class Meta:
        ordering = ["level", "number"]
        constraints = [
            models.UniqueConstraint(fields=["level", "number"], name="one_tile_per_number")
        ]

    def __str__(self) -> str:
        return f"Tile {self.level}/{self.number}"


@pgtrigger.register(pgtrigger.Protect(name="checkpoint_never_changes", operation=_FOR_EVER))
class Checkpoint(models.Model):
    """What was signed of the tree at one moment; `note` is how everyone gets it."""

    size = models.PositiveBigIntegerField()
    root = models.BinaryField()
    signed_at = models.DateTimeField(unique=True)
    """Never earlier than that of the checkpoint before, also when the clock runs back."""
    note = models.TextField()
    """A signed note (C2SP signed-note, tlog-checkpoint)."""
    last_event = models.BigIntegerField()
    """The highest key of an event that is in it: from where the next one searches."""

    class Meta:
        ordering = ["signed_at"]
        indexes = [models.Index(fields=["size"], name="checkpoint_size")]

    def __str__(self) -> str:
        return f"Checkpoint {self.size}"


class PublicKey(models.Model):
    """A key that checkpoints were signed with, so that old ones can be checked for ever."""

    verifier = models.CharField(max_length=255, unique=True)
    """name+key id+key, as C2SP signed-note writes it."""
    first_used_at = models.DateTimeField()

    class Meta:
        ordering = ["first_used_at", "pk"]

    def __str__(self) -> str:
        return f"Key {self.pk}"


class Check(models.Model):
    """One time that the whole ledger was held against the record, and what was found."""

    began_at = models.DateTimeField()
    took = models.FloatField()
    """Seconds."""
    size = models.PositiveBigIntegerField()
    findings = models.JSONField()
    """[{"kind", "about", "place"}], see `ledger.checking.Finding`; empty when all is well."""

    class Meta:
        ordering = ["began_at"]

    def __str__(self) -> str:
        return f"Check {self.pk}"
