"""Batches of letters that are printed, put in envelopes and posted together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participatie.core import files
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import DeliveryStatus, LetterForm


class BatchState(models.TextChoices):
    """Whether the letters of a batch can be printed."""

    MAKING = "making", _("is being made")
    READY = "ready", pgettext_lazy("print batch", "ready")
    FAILED = "failed", _("could not be made")
    REMOVED = "removed", _("files removed")


class PrintBatch(models.Model):
    """Letters in the order in which they lie in one PDF. Its number stands on each of them."""

    number = models.PositiveIntegerField(unique=True)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    two_sided = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.MAKING)
    document = models.FileField(storage=files.private_storage, blank=True)
    """The PDF: the list of what is in it, then the letters."""
    texts = models.FileField(storage=files.private_storage, blank=True)
    """A ZIP with the letters for the braille service, where there are any."""
    files_made_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    noting = models.CharField(max_length=20, choices=DeliveryStatus, blank=True)
    """What the letters are being noted as, when that takes longer than a page may."""
    noting_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "print batches"

    def __str__(self) -> str:
        return f"Print batch {self.number}"


class BatchLetter(models.Model):
    """One letter of a batch. Taken out, it waits to be printed in another one."""

    batch = models.ForeignKey(PrintBatch, models.PROTECT, related_name="letters")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="printed_in")
    position = models.PositiveIntegerField()
    """From 1, as on the list before the letters."""
    form = models.CharField(max_length=20, choices=LetterForm)
    sheets = models.PositiveIntegerField(default=0)
    """Sheets of paper; 0 until it is made, and for what goes to the braille service."""
    taken_out_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="one_letter_per_place"),
            models.UniqueConstraint(
                fields=["delivery"],
                condition=models.Q(taken_out_at=None),
                name="a_letter_is_in_one_batch",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter {self.batch_id}-{self.position}"

    @property
    def mark(self) -> str:
        """What stands above the address: says which letter it is, and nothing of what is in it."""
        return mark(self.batch.number, self.position)


def mark(batch: int, position: int) -> str:
    """How a letter is called on paper, such as 12-34."""
    return f"{batch}-{position}"
