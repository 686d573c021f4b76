"""Narrowing and ordering the list of published contributions; what is chosen lives in the address
only.
"""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from participatie.accountability import readable
from participatie.accountability.overview import Stamp, changes_of, points_of
from participatie.accountability.searching import Search, search
from participatie.core import algorithms
from participatie.core.record_select import RecordSelect
from participatie.core.text import tidy
from participatie.pipeline.algorithms import SEARCH
from participatie.pipeline.models import Consultation, Contribution, Point, PublicText, Theme
from participatie.pipeline.queries.contributions import about_theme
from participatie.pipeline.queries.typed import LONGEST
from participatie.pipeline.statuses import AnswerStatus, Channel, Outcome


class ConsultationFilter(forms.Form):
    """Narrows a list of one consultation by what the address says; what is no choice narrows
    nothing.
    """

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.consultation = consultation
        self.offer_themes(consultation)
        if not self.is_valid():
            # As if it was not in the address: neither an error nor a choice.
            self.data = self.data.copy()
            for name in list(self.errors):
                self.data.pop(name, None)
            self.full_clean()

    def offer_themes(self, consultation: Consultation) -> None:
        """Which themes can be chosen."""
        self.fields["thema"].queryset = consultation.themes.all()

    @property
    def name(self) -> str:
        """What was chosen, as a name for what is counted once; a number that is sought narrows
        nothing.
        """
        chosen = self.cleaned_data.items()
        return "-".join(
            f"{key}.{getattr(value, 'pk', value)}"
            for key, value in chosen
            if value and key != "zoek"
        )

    @property
    def number(self) -> int | None:
        """The number that was typed, if it can be one of this consultation."""
        return readable.number_in(self.cleaned_data.get("zoek", ""), self.consultation)


class ReadingFilter(ConsultationFilter):
    """Which published contributions to show, and in what order."""

    zoek = forms.CharField(
        label=_("Word or number"),
        required=False,
        widget=forms.TextInput({"type": "search", "size": "20", "autocomplete": "off"}),
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(),
        label=_("Theme"),
        required=False,
        empty_label=_("All themes"),
        widget=RecordSelect,
    )
    kanaal = forms.ChoiceField(
        label=_("Door"), required=False, choices=[("", _("All doors")), *Channel.choices]
    )
    uitkomst = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *Outcome.choices]
    )
    volgorde = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("nummer", _("By number")),
            ("nieuw", _("Newest first")),
            ("beste", _("Best match first")),
        ],
    )

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        data = data.copy()
        self.written = data.get("zoek", "")
        # As much as we look at, and no signs that nobody typed: the field shows what was searched.
        data["zoek"] = typed = tidy(self.written[: 10 * LONGEST])[:LONGEST]
        self.best_first = bool(typed) and algorithms.is_on(SEARCH.slug)
        self.usual_order = "beste" if self.best_first else "nieuw" if typed else "nummer"
        data.setdefault("volgorde", self.usual_order)
        super().__init__(data, consultation=consultation)
        if consultation.answers_published_at is None:
            del self.fields["uitkomst"]
            self.cleaned_data.pop("uitkomst", None)

    @property
    def answer(self) -> int | None:
        """Only contributions with a point that got this answer (`antwoord`, its number)."""
        return self._number("antwoord")

    @property
    def change(self) -> int | None:
        """Only contributions with a point behind this change (`wijziging`, its number)."""
        return self._number("wijziging")

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        fields = ("zoek", "thema", "kanaal", "uitkomst")
        return any(self.cleaned_data.get(name) for name in fields) or not (
            self.answer is None and self.change is None
        )

    @property
    def kept(self) -> QueryDict:
        """What was chosen, for the addresses of the other pages of the list."""
        names = (*self.fields, "antwoord", "wijziging")
        kept = QueryDict(mutable=True)
        kept.update({name: self.data[name] for name in names if self.data.get(name)})
        if kept.get("volgorde") == self.usual_order:
            del kept["volgorde"]
        return kept

    def narrow(
        self, texts: QuerySet[PublicText], at: Stamp
    ) -> tuple[QuerySet[PublicText], Search | None]:
        """Those of `texts` that fit, in order; and how the words were read, if any were typed."""
        chosen = self.cleaned_data
        if theme := chosen.get("thema"):
            about = Contribution.objects.filter(about_theme(theme.pk))
            texts = texts.filter(contribution__in=about)
        if channel := chosen.get("kanaal"):
            texts = texts.filter(contribution__channel=channel)
        if outcome := chosen.get("uitkomst"):
            texts = texts.filter(self._with_point(answer__outcome=outcome))
        if self.answer is not None:
            texts = texts.filter(self._with_point(answer__number=self.answer))
        if self.change is not None:
            changes = changes_of(self.consultation).filter(number=self.change)
            texts = texts.filter(self._with_point(answer__changes__in=changes))
        found = None
        if chosen.get("zoek"):
            found = search(texts, self.written, self.consultation, at)
        return self._in_order(texts if found is None else found.texts, found), found

    def _in_order(self, texts: QuerySet[PublicText], found: Search | None) -> QuerySet[PublicText]:
        order = self.cleaned_data.get("volgorde") or self.usual_order
        if order == "nieuw":
            return texts.order_by("-contribution__received_at", "-contribution__number")
        if order == "beste" and self.best_first and found is not None and found.how != "nothing":
            return texts.order_by("-rank", "contribution__number")
        return texts.order_by("contribution__number")

    def _with_point(self, **answer: Any) -> Q:
        points: QuerySet[Point] = points_of(self.consultation).filter(
            contribution=OuterRef("contribution"),
            answer__status=AnswerStatus.PUBLISHED,
            **answer,
        )
        return Q(Exists(points))

    def _number(self, name: str) -> int | None:
        typed = self.data.get(name, "")
        return int(typed) if typed.isdecimal() and len(typed) < 7 else None
