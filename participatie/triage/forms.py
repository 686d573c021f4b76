"""The shapes of what a case handler fills in; the acts judge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.core import text
from participatie.core.text import Span
from participatie.intake import completing
from participatie.pipeline.models import Contribution, Theme
from participatie.triage import queries
from participatie.triage.passages import trimmed


class AssignForm(forms.Form):
    """Who handles the contribution. `seen` is who did when the page was opened."""

    to = forms.ModelChoiceField(
        queryset=None, label=_("Handler"), required=False, empty_label=_("Nobody yet")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, contribution: Contribution) -> None:
        holder = contribution.assigned_to_id
        super().__init__(data, initial={"to": holder, "seen": holder}, auto_id="assign_%s")
        field: Any = self.fields["to"]
        field.queryset = queries.handlers()
        field.label_from_instance = lambda user: user.name


class ThemesForm(forms.Form):
    """What the contribution as a whole is about, and a theme that is not in the list yet."""

    themes = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(
        label=_("New theme"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, contribution: Contribution) -> None:
        chosen = [] if data is not None else list(contribution.themes.all())
        super().__init__(data, initial={"themes": chosen}, auto_id="themes_%s")
        self.fields["themes"].queryset = contribution.consultation.themes.all()


class SettleForm(completing.SettleForm):
    """How the request to complete the contribution ended."""

    def __init__(self, data: Any = None, *, contribution: Contribution) -> None:
        super().__init__(data, auto_id="settle_%s")


class JudgeForm(forms.Form):
    """Whether it is admitted. `seen` is the status when the page was opened."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        help_text=_(
            "Needed when it is late or not admissible. The sender reads why it is not admissible."
        ),
        widget=forms.Textarea({"rows": "3"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, contribution: Contribution) -> None:
        super().__init__(data, initial={"seen": contribution.status}, auto_id="judge_%s")


class PointForm(forms.Form):
    """One point: where it stands, what it says, what it is about.

    The passage is `start` to `end` in characters (filled in by selecting), or else the sentences
    `first` to `last` by number, or in a file.
    """

    start = forms.IntegerField(widget=forms.HiddenInput, required=False)
    end = forms.IntegerField(widget=forms.HiddenInput, required=False)
    first = forms.IntegerField(
        label=_("From sentence"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "size": "5", "autocomplete": "off"}),
    )
    last = forms.IntegerField(
        label=_("up to and including sentence"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "size": "5", "autocomplete": "off"}),
    )
    in_file = forms.BooleanField(
        label=_("This point is in a file, not in the text"), required=False
    )
    summary = forms.CharField(
        label=_("In short"),
        help_text=_("In your own words, without names. Everyone can read this."),
        widget=forms.Textarea({"rows": "2"}),
        max_length=1000,
    )
    theme = forms.ModelChoiceField(
        queryset=None, label=_("Theme"), required=False, empty_label=_("No theme yet")
    )

    def __init__(self, data: Any = None, *, contribution: Contribution) -> None:
        chosen = [] if data is not None else list(contribution.themes.all()[:2])
        initial = {"theme": chosen[0].pk} if len(chosen) == 1 else {}
        super().__init__(data, initial=initial, auto_id="point_%s")
        self.text = contribution.words
        themes = contribution.consultation.themes.all()
        self.fields["theme"].queryset = themes

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # Also without a summary: all that is wrong is said at once.
        if not self.errors.keys() & {"start", "end", "first", "last"}:
            cleaned["span"] = self._span(cleaned)
        return cleaned

    def _span(self, cleaned: dict[str, Any]) -> Span | None:
        start, end = cleaned["start"], cleaned["end"]
        if start is not None and end is not None:
            if not 0 <= start < end <= len(self.text):
                raise forms.ValidationError(
                    _("This passage lies outside the text. Please select it again.")
                )
            return trimmed(self.text, Span(start, end))
        if cleaned["first"] is not None or cleaned["last"] is not None:
            return self._sentences(cleaned["first"], cleaned["last"])
        if cleaned["in_file"]:
            return None
        raise forms.ValidationError(
            {"first": _("Select a passage in the text, or type the numbers of its sentences.")}
        )

    def _sentences(self, first: int | None, last: int | None) -> Span:
        found = text.sentences(self.text)
        if first is None:
            raise forms.ValidationError({"first": _("With which sentence does the point begin?")})
        last = first if last is None else last
        if not 1 <= first <= last <= len(found):
            message = _("Choose sentences from 1 to %(last)d, the first one first.")
            raise forms.ValidationError({"first": message % {"last": len(found)}})
        return Span(found[first - 1].start, found[last - 1].end)


class PointThemeForm(forms.Form):
    """What one point is about."""

    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(),
        label=_("Theme"),
        required=False,
        empty_label=_("No theme yet"),
    )

    def __init__(self, data: Any = None, *, contribution: Contribution) -> None:
        super().__init__(data)
        self.fields["theme"].queryset = contribution.consultation.themes.all()
