"""Narrowing the list of published contributions; what is chosen lives in the address only."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participatie.accountability import readable
from participatie.accountability.overview import points_of
from participatie.pipeline.models import Consultation, Contribution, PublicText, Theme
from participatie.pipeline.statuses import AnswerStatus, Channel


class ConsultationFilter(forms.Form):
    """Narrows a list of one consultation by what the address says; what is no choice narrows
    nothing.
    """

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.consultation = consultation
        # The stubs know a field of a form as a Field only.
        self.fields["thema"].queryset = consultation.themes.all()  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def number(self) -> int | None:
        """The number that was typed, if it can be one of this consultation."""
        return readable.number_in(self.cleaned_data.get("zoek", ""), self.consultation)


class ReadingFilter(ConsultationFilter):
    """Which published contributions to show."""

    zoek = forms.CharField(
        label=_("Word or number"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search", "size": "20", "autocomplete": "off"}),
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("All themes")
    )
    kanaal = forms.ChoiceField(
        label=_("Door"), required=False, choices=[("", _("All doors")), *Channel.choices]
    )

    @property
    def answer(self) -> int | None:
        """Only contributions with a point that got this answer (`antwoord`, its number)."""
        typed = self.data.get("antwoord", "")
        return int(typed) if typed.isdecimal() and len(typed) < 7 else None

    def narrow(self, texts: QuerySet[PublicText]) -> QuerySet[PublicText]:
        """Those of `texts` that fit."""
        chosen = self.cleaned_data
        if words := chosen.get("zoek"):
            texts = texts.filter(text__icontains=words)
        if theme := chosen.get("thema"):
            about = Contribution.objects.filter(readable.about_theme(theme))
            texts = texts.filter(contribution__in=about)
        if channel := chosen.get("kanaal"):
            texts = texts.filter(contribution__channel=channel)
        if self.answer is not None:
            answered = points_of(self.consultation).filter(
                contribution=OuterRef("contribution"),
                answer__number=self.answer,
                answer__status=AnswerStatus.PUBLISHED,
            )
            texts = texts.filter(Q(Exists(answered)))
        return texts
