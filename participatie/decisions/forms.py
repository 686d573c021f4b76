"""Forms about the decision. They check shape; the acts check the rules."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participatie.core import clock
from participatie.decisions import queries
from participatie.pipeline.models import Answer, Consultation
from participatie.pipeline.statuses import ChangeOrigin

MAX_DRAFT = 2_000_000


class DraftForm(forms.Form):
    """The text of the draft, to be cut into articles."""

    title = forms.CharField(label=_("Title of the decision"), max_length=255)
    text = forms.CharField(
        label=_("Text of the draft that was laid open"),
        help_text=_(
            "Paste the whole text. A line such as “Artikel 4 Bomen” or “2.1 Bomen” begins an "
            "article. You see the articles before anything is kept."
        ),
        max_length=MAX_DRAFT,
        widget=forms.Textarea({"rows": 18}),
    )


class AnswerChoice(forms.ModelMultipleChoiceField):
    """Answers by their number, outcome and first words."""

    def label_from_instance(self, answer: Any) -> str:
        outcome = answer.get_outcome_display()
        return f"{answer.reference} ({outcome}): {Truncator(answer.plain).chars(110)}"


class ChangeForm(forms.Form):
    """What an article becomes, why, and because of which answers."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(
        label=_("Article"),
        max_length=60,
        help_text=_(
            "The label of the article, such as “Artikel 4”. A label that is not in the "
            "draft adds a new article."
        ),
    )
    heading = forms.CharField(label=_("Heading of a new article"), max_length=255, required=False)
    after = forms.CharField(
        label=_("New text"),
        help_text=_("The whole article as it becomes. Leave it empty to delete the article."),
        required=False,
        widget=forms.Textarea({"rows": 10}),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        help_text=_("Why the text changes, in one or two sentences. Everyone reads this."),
        widget=forms.Textarea({"rows": 3}),
    )
    origin = forms.ChoiceField(
        label=_("Where does this change come from?"),
        choices=ChangeOrigin.choices,
        widget=forms.RadioSelect,
        initial=ChangeOrigin.ANSWERS,
    )
    answers = AnswerChoice(
        label=_("Because of these answers"),
        queryset=Answer.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, consultation: Consultation, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = queries.answers_to_choose(consultation)
        self.fields["answers"].queryset = choices
        if known:
            self.fields["label"].widget = forms.HiddenInput()
            del self.fields["heading"]


class RemoveForm(forms.Form):
    """Why a change is taken back."""

    reason = forms.CharField(label=_("Why is this change taken back?"), max_length=500)


class AdoptForm(forms.Form):
    """By whom and when the decision was adopted."""

    adopted_by = forms.CharField(label=_("Adopted by"), max_length=200)
    adopted_on = forms.DateField(
        label=_("Day of the decision"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "adopted_by": _("Provincial Council"),
            "adopted_on": clock.today(),
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
