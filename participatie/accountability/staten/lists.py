"""Finding contributions and answers: what narrows a list."""

from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from participatie.accountability import readable
from participatie.accountability.filters import ConsultationFilter
from participatie.accountability.overview import points_of
from participatie.pipeline.models import (
    Answer,
    Change,
    Consultation,
    Contribution,
    PublicText,
    Theme,
)
from participatie.pipeline.queries.contributions import about_theme
from participatie.pipeline.statuses import (
    COUNTED,
    AnswerStatus,
    Channel,
    Outcome,
    Status,
    Timeliness,
)

COUNTED_ONES = "geteld"
WAITING = "wacht"
GROUPS = {COUNTED_ONES: COUNTED, WAITING: frozenset({Status.RECEIVED, Status.ADMITTED})}
"""{what stands in the address: several statuses that are counted together}."""
IN_TIME = "op-tijd"
LATE = "te-laat"


class ContributionFilter(ConsultationFilter):
    """Which contributions to list."""

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
        label=_("Status"),
        required=False,
        choices=[
            ("", _("All statuses")),
            *Status.choices,
            (COUNTED_ONES, _("admitted: being handled or answered")),
            (WAITING, _("still waiting: received or being handled")),
        ],
    )
    termijn = forms.ChoiceField(
        label=_("Term"),
        required=False,
        choices=[("", _("In time or late")), (IN_TIME, _("in time")), (LATE, _("late"))],
    )
    uitkomst = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *Outcome.choices]
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("All themes")
    )
    wijziging = forms.BooleanField(label=_("Only what led to a change"), required=False)

    def narrow(self, rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
        """Those of `rows` that fit."""
        chosen = self.cleaned_data
        if channel := chosen.get("kanaal"):
            rows = rows.filter(channel=channel)
        if status := chosen.get("status"):
            rows = rows.filter(status__in=GROUPS.get(status, {status}))
        if term := chosen.get("termijn"):
            is_late = Q(timeliness=Timeliness.LATE)
            rows = rows.filter(is_late if term == LATE else ~is_late)
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
