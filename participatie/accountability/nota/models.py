"""How participation was accounted for, and the numbered versions of the nota."""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Consultation


class Instrument(models.TextChoices):
    """What is decided on, as far as the law asks an account of the participation."""

    VISION = "vision", _("environmental vision (omgevingsvisie)")
    PROGRAMME = "programme", _("programme under the Environment Act")
    ORDINANCE = "ordinance", _("environmental ordinance (omgevingsverordening)")
    OTHER = "other", _("something else")


ARTICLES = {
    Instrument.ORDINANCE: "10.3b",
    Instrument.VISION: "10.7",
    Instrument.PROGRAMME: "10.8",
}
"""{instrument: article of the Omgevingsbesluit that asks for the account}."""


class ParticipationAccount(models.Model):
    """What the record does not know: how the draft was announced, who was involved and how, what
    came of it, and how our own policy was applied (Omgevingsbesluit 10.3b, 10.7, 10.8). In the
    words of who writes the nota; no names of persons.
    """

    consultation = models.OneToOneField(
        Consultation, models.PROTECT, related_name="participation_account"
    )
    instrument = models.CharField(max_length=20, choices=Instrument)
    procedure = models.TextField(blank=True)
    """For the introduction of the nota: how the draft was announced (Awb 3:12), where it was laid
    open (Awb 3:11), and the meetings there were."""
    who = models.TextField(blank=True)
    how = models.TextField(blank=True)
    results = models.TextField(blank=True)
    policy = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    """Counts the edits, so that two people cannot overwrite each other unseen."""
    edited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Participation account {self.pk}"

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """The texts below the four headings."""
        return self.who, self.how, self.results, self.policy

    @property
    def article(self) -> str:
        """The article of the Omgevingsbesluit that asks for it; empty where none does."""
        return ARTICLES.get(Instrument(self.instrument), "")


@pgtrigger.register(
    pgtrigger.Protect(
        name="nota_version_is_fixed",
        operation=pgtrigger.UpdateOf(
            "consultation_id", "number", "made_at", "stamp", "digest", "changed", "files"
        )
        | pgtrigger.Delete,
    )
)
class NotaVersion(models.Model):
    """One version of the nota as it was issued. Its files never change."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="nota_versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    stamp = models.CharField(max_length=60)
    """Key of the state of the record that it was made of (`overview.Stamp`)."""
    checked = models.CharField(max_length=60)
    """Key of the newest state that would tell the same."""
    digest = models.CharField(max_length=64)
    """SHA-256 of what it tells, apart from its number and moment."""
    changed: Any = models.JSONField(default=list)
    """What changed since the version before, one sentence each, in the language of the record."""
    files: Any = models.JSONField()
    """{form: {"sha256", "size"}}."""
    named: Any = models.JSONField(default=list)
    """Numbers of the contributions whose sender is named in it."""
    withheld_at = models.DateTimeField(null=True)
    """When its files were taken away, because a name in it may not be public any more."""

    class Meta:
        ordering = ["consultation", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="one_nota_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"Nota version {self.number}"
