"""Finding contributions and answers: filters, and a sample that anyone can draw again."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from participatie.accountability import readable
from participatie.accountability.algorithms import SAMPLE
from participatie.accountability.filters import ConsultationFilter
from participatie.accountability.overview import points_of
from participatie.core import algorithms
from participatie.pipeline.models import (
    Answer,
    Change,
    Consultation,
    Contribution,
    PublicText,
    Theme,
)
from participatie.pipeline.queries.contributions import about_theme
from participatie.pipeline.statuses import AnswerStatus, Channel, Outcome, Status

LARGEST_SAMPLE = 100


class ContributionFilter(ConsultationFilter):
    """Which contributions to list, and how many of them at random."""

    zoek = forms.CharField(
        label=_("Number"),
        required=False,
        max_length=20,
        widget=forms.TextInput({"size": "10", "autocomplete": "off"}),
    )
    kanaal = forms.ChoiceField(
        label=_("Door"), required=False, choices=[("", _("All doors")), *Channel.choices]
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("All statuses")), *Status.choices]
    )
    uitkomst = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *Outcome.choices]
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("All themes")
    )
    wijziging = forms.BooleanField(label=_("Only what led to a change"), required=False)
    steekproef = forms.IntegerField(
        label=_("Sample of"),
        required=False,
        min_value=1,
        max_value=LARGEST_SAMPLE,
        widget=forms.TextInput({"size": "4", "inputmode": "numeric", "autocomplete": "off"}),
    )
    zaad = forms.CharField(
        label=_("Seed"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"size": "10", "autocomplete": "off"}),
    )

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        super().__init__(data, consultation=consultation)
        if not algorithms.is_on(SAMPLE.slug):
            for name in ("steekproef", "zaad"):
                del self.fields[name]
                self.cleaned_data.pop(name, None)

    def narrow(self, rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
        """Those of `rows` that fit, before a sample is drawn from them."""
        chosen = self.cleaned_data
        if channel := chosen.get("kanaal"):
            rows = rows.filter(channel=channel)
        if status := chosen.get("status"):
            rows = rows.filter(status=status)
        if theme := chosen.get("thema"):
            rows = rows.filter(about_theme(theme.pk))
        if outcome := chosen.get("uitkomst"):
            rows = rows.filter(_answered(self.consultation, answer__outcome=outcome))
        if chosen.get("wijziging"):
            rows = rows.filter(led_to_change(self.consultation))
        return rows


def _answered(consultation: Consultation, **what: Any) -> Q:
    points = points_of(consultation).filter(
        contribution=OuterRef("pk"), answer__status=AnswerStatus.PUBLISHED, **what
    )
    return Q(Exists(points))


def led_to_change(consultation: Consultation) -> Q:
    """Contributions with a point that changed the text."""
    holding = Change.objects.filter(removed_at=None, answers=OuterRef("answer"))
    points = points_of(consultation).filter(
        Exists(holding), contribution=OuterRef("pk"), answer__status=AnswerStatus.PUBLISHED
    )
    return Q(Exists(points))


def contributions(consultation: Consultation) -> QuerySet[Contribution]:
    """Contributions as a list shows them, with `point_count`, `is_public` and `changed_text`."""
    points = (
        points_of(consultation)
        .filter(contribution=OuterRef("pk"))
        .order_by()
        .values("contribution")
        .annotate(number=Count("pk"))
    )
    texts = PublicText.objects.filter(contribution=OuterRef("pk"), is_current=True)
    return (
        consultation.contributions.defer(*readable.NOT_PUBLIC, "admissibility_reason")
        .annotate(
            point_count=Coalesce(Subquery(points.values("number")), 0),
            is_public=Exists(texts),
            changed_text=led_to_change(consultation),
        )
        .order_by("number")
    )


def sample(numbers: Iterable[int], size: int, seed: str) -> list[int]:
    """`size` of `numbers`, in order: the same ones for whoever draws with the same seed.

    Each number has a place that follows from seed and number alone (SHA-256), so that nobody
    can steer the draw, and one contribution more or less hardly changes it.
    """
    drawn = sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}-{number}".encode()).digest())
    return sorted(drawn[:size])


class AnswerFilter(ConsultationFilter):
    """Which published answers to list."""

    uitkomst = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *Outcome.choices]
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("All themes")
    )

    def narrow(self, rows: QuerySet[Answer]) -> QuerySet[Answer]:
        """Those of `rows` that fit."""
        chosen = self.cleaned_data
        if outcome := chosen.get("uitkomst"):
            rows = rows.filter(outcome=outcome)
        if theme := chosen.get("thema"):
            points = points_of(self.consultation).filter(answer=OuterRef("pk"), theme=theme)
            rows = rows.filter(Exists(points))
        return rows


def answer_statuses(consultation: Consultation) -> dict[str, int]:
    """{status of the answer, or "" without one: points}."""
    rows = points_of(consultation).order_by().values_list("answer__status").annotate(Count("pk"))
    return {status or "": count for status, count in rows}
