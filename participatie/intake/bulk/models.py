"""An import: a table that somebody sent, and what became of each of its rows."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participatie.core import files
from participatie.core.encryption import EncryptedJSONField
from participatie.pipeline.models import Consultation, Contribution, QuestionForm


class Stage(models.TextChoices):
    """How far an import is."""

    COLUMNS = "columns", pgettext_lazy("import", "columns to be confirmed")
    CHECKING = "checking", pgettext_lazy("import", "being checked")
    CHECKED = "checked", pgettext_lazy("import", "checked")
    ENTERING = "entering", pgettext_lazy("import", "being brought in")
    DONE = "done", pgettext_lazy("import", "brought in")
    UNREADABLE = "unreadable", pgettext_lazy("import", "not readable")


AT_WORK = frozenset({Stage.CHECKING, Stage.ENTERING})
"""Stages in which the worker is busy with it."""


class RowState(models.TextChoices):
    """What became of one row."""

    VALID = "valid", _("can be brought in")
    WRONG = "wrong", _("has to be mended")
    DOUBLE = "double", _("in already, or twice in the table")
    ENTERED = "entered", pgettext_lazy("import", "brought in")


def folder(instance: "Import", name: str) -> str:
    """Where the files of one import are kept; the name they came with never reaches the disk."""
    return f"imports/{instance.pk}/{name}"


class Import(models.Model):
    """A table that was sent, with the files that go with it; later only the counts of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    form = models.ForeignKey(QuestionForm, models.PROTECT, related_name="+")
    """The questions that its columns are about: those in force when it was sent."""
    clerk = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entered_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    """Who decided to bring it in; None before that."""
    name = models.CharField(max_length=255)
    """The name that the table came with."""
    table = models.FileField(storage=files.private_storage, upload_to=folder, max_length=255)
    archive = models.FileField(
        storage=files.private_storage, upload_to=folder, max_length=255, blank=True
    )
    """A ZIP with the files that the rows name."""
    sheet = models.CharField(max_length=255, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    """The number of the row with the names of the columns; 0 when there is none."""
    looked: Any = EncryptedJSONField(null=True)
    """{sheets: [[name, hidden]], header: names of the columns, samples: first rows under it}.
    Sealed: in a table without names of columns, there are somebody's."""
    columns: Any = models.JSONField(default=list)
    """For each column of the table the key of what is in it; empty for what is not used."""
    defaults: Any = models.JSONField(default=dict)
    """{channel, received_on}: for rows that do not say it."""
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.COLUMNS)
    unreadable = models.TextField(blank=True)
    """Why it cannot be read, for the clerk."""
    rows_read = models.PositiveIntegerField(default=0)
    """The number of the last row that was checked: there a run that was broken off goes on."""
    found: Any = models.JSONField(default=dict)
    """{what is wrong: {name of the column: how often}}, as found when checking."""
    counts: Any = models.JSONField(default=dict)
    """{state: rows}, once the rows themselves are gone."""
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    """When somebody or the worker last did something with it."""
    finished_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    """When the clerk had everything that was not brought in: fetched it or threw it away."""
    removed_at = models.DateTimeField(null=True)
    """When table, files and rows were taken away."""

    class Meta:
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def header(self) -> list[str]:
        """The names of the columns, as they stand in the table."""
        return list((self.looked or {}).get("header", []))

    @property
    def is_at_work(self) -> bool:
        """Whether the worker is busy with it."""
        return self.stage in AT_WORK

    @staticmethod
    def waiting() -> int:
        """How many tables wait for a clerk, to be brought in or to have the rest fetched; one
        query.
        """
        waiting = models.Q(stage__in=set(Stage) - AT_WORK, settled_at=None, removed_at=None)
        return Import.objects.filter(waiting).count()

    def tally(self) -> dict[str, int]:
        """{state: number of rows}, with every state; one query, none once the rows are gone."""
        if self.removed_at:
            return {state: self.counts.get(state, 0) for state in RowState}
        counted = dict(
            self.rows.values_list("state")
            .annotate(rows=models.Count("pk"))
            .values_list("state", "rows")
        )
        return {state: counted.get(state, 0) for state in RowState}


class ImportRow(models.Model):
    """One row of the table, sealed, and what became of it."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """As a spreadsheet numbers its rows."""
    cells: Any = EncryptedJSONField(null=True)
    state = models.CharField(max_length=20, choices=RowState)
    problems: Any = EncryptedJSONField(null=True)
    """List of [index of the column or None, what is wrong, what stands there]."""
    submission_key = models.UUIDField(null=True, db_index=True)
    """Made of the external key or of the content: the same row gives the same contribution."""
    contribution = models.OneToOneField(Contribution, models.PROTECT, null=True, related_name="+")
    """What it became. The database lets no two rows become the same contribution."""

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="import_row_read_once")
        ]
        indexes = [models.Index(fields=["source", "state", "number"], name="import_row_state")]

    def __str__(self) -> str:
        return f"Row {self.number}"


class Referenced(models.Model):
    """By what a contribution that came in under a reference says, it is known again without."""

    contribution = models.OneToOneField(
        Contribution, models.PROTECT, primary_key=True, related_name="+"
    )
    content_key = models.UUIDField(db_index=True)
    """A fingerprint that nobody can read back."""

    def __str__(self) -> str:
        return f"Referenced {self.pk}"
