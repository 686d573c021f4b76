"""What to draw, and what a member thinks of a point; shapes only, the acts know the rules."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participatie.accountability.staten.samples.drawing import HOW_MANY, LARGEST, Choice, seed_in
from participatie.accountability.staten.samples.models import LONGEST_REMARK, LONGEST_SEED
from participatie.core.record_select import RecordSelect
from participatie.core.text import tidy
from participatie.pipeline.models import Consultation, Theme
from participatie.pipeline.statuses import Channel, Outcome

USUAL_SIZE = 10


class DrawForm(forms.Form):
    """How many points, with which seed, from which points."""

    aantal = forms.IntegerField(
        label=_("How many points"),
        validators=[MinValueValidator(1, HOW_MANY), MaxValueValidator(LARGEST, HOW_MANY)],
        error_messages={"required": HOW_MANY, "invalid": HOW_MANY},
        widget=forms.TextInput({"size": "4", "inputmode": "numeric", "autocomplete": "off"}),
    )
    zaad = forms.CharField(
        label=pgettext_lazy("sample", "Seed"),
        required=False,
        error_messages={
            "max_length": _("A seed has at most %(limit_value)d characters. Shorten it.")
        },
        max_length=LONGEST_SEED,
        widget=forms.TextInput({"size": "20", "autocomplete": "off"}),
    )
    kanaal = forms.ChoiceField(
        label=_("Door"), required=False, choices=[("", _("All doors")), *Channel.choices]
    )
    thema = forms.ModelChoiceField(
        Theme.objects.none(),
        label=_("Theme"),
        required=False,
        empty_label=_("All themes"),
        widget=RecordSelect,
    )
    uitkomst = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *Outcome.choices]
    )

    def __init__(self, data: Any = None, *, consultation: Consultation, **more: Any) -> None:
        super().__init__(data, initial={"aantal": USUAL_SIZE}, **more)
        themes: Any = self.fields["thema"]
        themes.queryset = consultation.themes.all()

    def clean_zaad(self) -> str:
        """The seed as it counts."""
        return seed_in(self.cleaned_data["zaad"])

    @property
    def choice(self) -> Choice:
        """From which points to draw."""
        chosen = self.cleaned_data
        return Choice(channel=chosen["kanaal"], theme=chosen["thema"], outcome=chosen["uitkomst"])


class JudgementForm(forms.Form):
    """Convincing or not, each by its own button, with a remark."""

    YES, NO = "ja", "nee"

    oordeel = forms.ChoiceField(
        choices=[(YES, _("Convincing")), (NO, _("Not convincing"))],
        label=_("Judgement"),
        error_messages={"required": _("Choose “Convincing” or “Not convincing”.")},
        widget=forms.HiddenInput,
    )
    opmerking = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=LONGEST_REMARK,
        help_text=_("Everyone in this workspace can read it, with your name. The public cannot."),
        widget=forms.Textarea({"rows": "3"}),
    )

    def clean_opmerking(self) -> str:
        """The remark as it is kept."""
        return tidy(self.cleaned_data["opmerking"])

    @property
    def is_convincing(self) -> bool:
        """Which of both buttons was pressed."""
        return bool(self.cleaned_data["oordeel"] == self.YES)
