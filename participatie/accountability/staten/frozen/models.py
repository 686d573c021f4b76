"""A frozen copy of an account: what it said when the council met, with a hash of every file."""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core import files
from participatie.pipeline.models import Consultation

LONGEST_NAME = 200


@pgtrigger.register(
    pgtrigger.Protect(
        name="frozen_copy_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
    )
)
class FrozenCopy(models.Model):
    """The account of a consultation in one state. The database refuses to change or delete it.

    `figures` and `facts` are as `keeping` writes them, from public texts only. `digest` is the
    SHA-256 of `sealing.document`: of everything here and of the hashes of the files.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="frozen_copies")
    number = models.PositiveIntegerField()
    meeting = models.CharField(max_length=LONGEST_NAME)
    meeting_on = models.DateField()
    frozen_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    """The moment whose state it holds."""
    stamp = models.CharField(max_length=100)
    """That state, `overview.Stamp.key`."""
    has_nota = models.BooleanField()
    """Whether the answers were published: before, there is no nota to freeze."""
    figures: Any = models.JSONField()
    facts: Any = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["consultation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="one_copy_per_number")
        ]

    def __str__(self) -> str:
        return f"Frozen copy {self.pk}"


@pgtrigger.register(
    pgtrigger.Protect(
        name="frozen_file_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
    )
)
class FrozenFile(models.Model):
    """One form of the nota as it was, kept outside the web root."""

    copy = models.ForeignKey(FrozenCopy, models.PROTECT, related_name="files")
    form = models.CharField(max_length=20)
    """pdf, csv, pages and so on, as in `NotaVersion.files`."""
    content = models.FileField(storage=files.private_storage, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["copy", "form"]
        constraints = [
            models.UniqueConstraint(fields=["copy", "form"], name="one_frozen_file_per_form")
        ]

    def __str__(self) -> str:
        return f"Frozen file {self.pk}"

    @property
    def name(self) -> str:
        """What the file is called."""
        return file_name(self.form)


def file_name(form: str) -> str:
    """What the file of a form is called: nota.pdf, and nota-2.pdf for the second volume of it."""
    if form == "pages":
        return "nota-paginas.zip"
    ending, _dash, volume = form.partition("-")
    return f"nota{f'-{volume}' if volume else ''}.{ending}"


class OrderState(models.TextChoices):
    """How far a copy that was asked for is."""

    WAITING = "waiting", _("is being made")
    MADE = "made", _("made")
    FAILED = "failed", _("was not made")


class Order(models.Model):
    """Somebody of the griffie asked for a frozen copy, which the worker makes."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="freeze_orders")
    meeting = models.CharField(max_length=LONGEST_NAME)
    meeting_on = models.DateField()
    ordered_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    """Why it was not made, for who asked."""
    copy = models.OneToOneField(FrozenCopy, models.PROTECT, null=True, related_name="order")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(state="waiting"),
                name="one_copy_is_made_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Order {self.pk}"
