"""The points of a consultation: which ones, and each with its answer and what changed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from participatie.accountability.account import Done, Said
from participatie.accountability.filters import ConsultationFilter
from participatie.accountability.overview import UNANSWERED
from participatie.pipeline.models import Change, Consultation, Point
from participatie.pipeline.statuses import AnswerStatus, Channel, Outcome

WITHOUT_THEME = "geen"
NO_ANSWER = "geen"


class PointFilter(ConsultationFilter):
    """Which points to list. Until the answers are published, only how far they are can be asked."""

    kanaal = forms.ChoiceField(
        label=_("Door"), required=False, choices=[("", _("All doors")), *Channel.choices]
    )
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    uitkomst = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[("", _("All outcomes")), *Outcome.choices, (UNANSWERED, _("not answered yet"))],
    )
    antwoord = forms.ChoiceField(
        label=_("Answer"),
        required=False,
        choices=[
            ("", _("However far")),
            (NO_ANSWER, _("no answer yet")),
            *AnswerStatus.choices,
        ],
    )
    wijziging = forms.BooleanField(label=_("Only what led to a change"), required=False)

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        super().__init__(data, consultation=consultation)
        published = consultation.answers_published_at is not None
        for name in ["antwoord"] if published else ["thema", "uitkomst", "wijziging"]:
            del self.fields[name]
            self.cleaned_data.pop(name, None)

    def offer_themes(self, consultation: Consultation) -> None:
        """Those of the consultation, and none."""
        themes = consultation.themes.values_list("pk", "name")
        self.fields["thema"].choices = [
            ("", _("All themes")),
            *((str(pk), name) for pk, name in themes),
            (WITHOUT_THEME, _("without a theme")),
        ]

    def narrow(self, rows: QuerySet[Point]) -> QuerySet[Point]:
        """Those of `rows` that fit."""
        chosen = self.cleaned_data
        if channel := chosen.get("kanaal"):
            rows = rows.filter(contribution__channel=channel)
        if theme := chosen.get("thema"):
            rows = rows.filter(theme=None if theme == WITHOUT_THEME else int(theme))
        if outcome := chosen.get("uitkomst"):
            if outcome == UNANSWERED:
                rows = rows.exclude(answer__status=AnswerStatus.PUBLISHED)
            else:
                rows = rows.filter(answer__status=AnswerStatus.PUBLISHED, answer__outcome=outcome)
        if status := chosen.get("antwoord"):
            no_answer = status == NO_ANSWER
            rows = rows.filter(answer=None) if no_answer else rows.filter(answer__status=status)
        if chosen.get("wijziging"):
            rows = rows.filter(led_to_change())
        return rows


def led_to_change() -> Exists:
    """Points whose published answer changed the text."""
    return Exists(
        Change.objects.filter(
            removed_at=None,
            answers=OuterRef("answer"),
            answers__status=AnswerStatus.PUBLISHED,
        )
    )


@dataclass(frozen=True)
class Row:
    """A point as the list shows it: what was said, and what was done with it."""

    said: Said
    door: str
    theme: str
    state: str
    """How far its answer is, in words."""
    answer: Done | None
    """Its published answer."""


def rows(consultation: Consultation, said: list[Said], answers: dict[int, Done]) -> list[Row]:
    """These points with door, theme and how far their answers are; 1 query.

    What was said is told by `Said.summary` only once the answers are published: the template's job.
    """
    found = {
        (contribution, number): (channel, theme, status)
        for contribution, number, channel, theme, status in Point.objects.filter(
            contribution__consultation=consultation,
            contribution__number__in={point.contribution for point in said},
        ).values_list(
            "contribution__number",
            "number",
            "contribution__channel",
            "theme__name",
            "answer__status",
        )
    }
    listed = []
    for point in said:
        channel, theme, status = found[point.contribution, point.number]
        state = AnswerStatus(status).label if status else _("no answer yet")
        listed.append(
            Row(
                said=point,
                door=str(Channel(channel).label),
                theme=theme or "",
                state=str(state),
                answer=answers.get(point.answer or 0),
            )
        )
    return listed
