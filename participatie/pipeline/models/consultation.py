"""A consultation as it is in force, and the numbered versions of its question form."""

from datetime import datetime
from functools import cached_property
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core import clock, terms
from participatie.pipeline.questions import Question
from participatie.pipeline.statuses import Audience, Channel, Phase, Regime, Stage
from participatie.pipeline.wordings import Title, Wording, read

PREFIX = RegexValidator(
    r"^[A-Z]{2,4}\d{2}\Z", _("Two to four capital letters and the year, such as OV26.")
)


class Consultation(models.Model):
    """A matter on which people may speak, with a term and rules."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=255)
    prefix = models.CharField(max_length=6, unique=True, validators=[PREFIX])
    regime = models.CharField(max_length=20, choices=Regime)
    phase = models.CharField(max_length=20, choices=Phase)
    audience = models.CharField(max_length=20, choices=Audience)
    opens_on = models.DateField()
    closes_on = models.DateField()
    decision_expected_on = models.DateField(null=True, blank=True)
    responsible = models.CharField(max_length=200)
    contact: Any = models.JSONField(default=dict)
    """name, phone, phone_hours, email: of an office or function, shown to everyone."""
    doors: Any = models.JSONField(default=dict)
    """{channel: address or instruction}; a channel that is absent is closed."""
    last_number = models.PositiveIntegerField(default=0)
    last_answer_number = models.PositiveIntegerField(default=0)
    put_in_force_at = models.DateTimeField()
    answering_started_at = models.DateTimeField(null=True)
    answers_published_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-closes_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="term_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.title}"

    @property
    def opens_at(self) -> datetime:
        """The first moment of the term."""
        return terms.start_of(self.opens_on)

    @property
    def closes_at(self) -> datetime:
        """The first moment after the term."""
        return terms.end_of(self.closes_on)

    def stage_at(self, moment: datetime) -> Stage:
        """How far this consultation is at `moment`, given the acts done so far."""
        if self.decided_at:
            return Stage.DECIDED
        if moment < self.opens_at:
            return Stage.ANNOUNCED
        if moment < self.closes_at:
            return Stage.OPEN
        return Stage.ANSWERING if self.answering_started_at else Stage.CLOSED

    @property
    def stage(self) -> Stage:
        """How far this consultation is now."""
        return self.stage_at(clock.now())

    @property
    def is_open(self) -> bool:
        """Whether the term runs now."""
        return self.stage is Stage.OPEN

    @property
    def days_left(self) -> int:
        """Whole days until the term ends, today not counted; 0 on the last day and after."""
        return max(0, (self.closes_on - clock.today()).days)

    @property
    def open_channels(self) -> list[Channel]:
        """The doors that are open, in the fixed order."""
        return [channel for channel in Channel if channel in self.doors]

    @cached_property
    def form(self) -> "QuestionForm":
        """The version of the question form that is in force."""
        return self.forms.latest("version")

    def title_in(self, language: str) -> Title:
        """Its title as it reads in `language`: its own when it has no other.

        One query, none for the language of the record.
        """
        if language != settings.LANGUAGE_CODE:
            kept = self.wordings.filter(language=language).last()
            if kept is not None and kept.title:
                return Title(kept.title, language)
        return Title(self.title)


@pgtrigger.register(
    pgtrigger.Protect(name="form_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete)
)
class QuestionForm(models.Model):
    """One version of the questions. The database refuses to change or delete it."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="forms")
    version = models.PositiveIntegerField()
    content: Any = models.JSONField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "version"], name="one_form_per_version")
        ]

    def __str__(self) -> str:
        return f"form {self.version}"

    @cached_property
    def questions(self) -> list[Question]:
        """The questions in order."""
        return [Question.from_json(value) for value in self.content]

    def in_language(self, language: str) -> dict[str, Wording]:
        """{key: how the question reads in `language`}; in its own words where there are no others.

        One query, none for the language of the record, nor a second time.
        """
        known: dict[str, dict[str, Wording]] = self.__dict__.setdefault("_in_language", {})
        if language not in known:
            known[language] = self._read_in(language)
        return known[language]

    def _read_in(self, language: str) -> dict[str, Wording]:
        kept: dict[str, Any] = {}
        if language != settings.LANGUAGE_CODE:
            rows = QuestionWordings.objects.filter(
                consultation_id=self.consultation_id, language=language
            )
            kept = rows.order_by("-pk").values_list("content", flat=True).first() or {}
        return {
            question.key: read(question, language, kept.get(question.key))
            for question in self.questions
        }


@pgtrigger.register(
    pgtrigger.Protect(name="wordings_are_immutable", operation=pgtrigger.Update | pgtrigger.Delete)
)
class QuestionWordings(models.Model):
    """The questions of a consultation in another language; the last one of a language holds."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="wordings")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255, blank=True)
    """The title of the consultation in this language; empty when it has none."""
    content: Any = models.JSONField()
    """{key: translation}, see `pipeline.wordings.as_json`."""
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"questions in {self.language}"


class Theme(models.Model):
    """What points are about, within one consultation; routes the work."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="themes")
    name = models.CharField(max_length=120)
    order = models.PositiveIntegerField(default=0)
    handler = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "name"], name="one_theme_per_name")
        ]

    def __str__(self) -> str:
        return self.name
