"""The shapes of what is filled in while answering; the acts judge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Answer, Consultation
from participatie.pipeline.statuses import Outcome


class AnswerForm(forms.Form):
    """An answer. `revision` is the one that the writer saw."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[("", _("Choose the outcome")), *Outcome.choices]
    )
    plain = forms.CharField(
        label=_("In plain language"),
        help_text=_(
            "The sender reads this first. Level B1: short sentences, common words, “we” and “you”."
        ),
        widget=forms.Textarea({"rows": "4"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The full answer, as it will stand in the account."),
        widget=forms.Textarea({"rows": "6"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, answer: Answer | None = None) -> None:
        initial = {}
        if answer is not None:
            initial = {name: getattr(answer, name) for name in self.base_fields}
        super().__init__(data, initial=initial, auto_id="answer_%s")


class OverviewFilter(forms.Form):
    """Which points to show."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        super().__init__(data, auto_id="filter_%s")
        themes = consultation.themes.values_list("pk", "name")
        self.fields["theme"].choices = [
            ("", _("All themes")),
            *((str(pk), name) for pk, name in themes),
            ("none", _("No theme yet")),
        ]
