"""The forms of the desk beside that of one entry. They check shape; the acts decide."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.core import codes
from participatie.pipeline.models import Contribution
from participatie.pipeline.queries.contributions import REFERENCE, by_follow_code, by_reference


class SearchForm(forms.Form):
    """Number or follow code, in one box."""

    typed = forms.CharField(
        label=_("Number or follow code"),
        help_text=_("For example OV26-0042 or 7KQ4-M2XD-9RT5. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type a number or a follow code.")},
    )

    def clean_typed(self) -> Contribution:
        typed: str = self.cleaned_data["typed"]
        if REFERENCE.match(typed):
            found = by_reference(typed)
        else:
            try:
                found = by_follow_code(typed)
            except codes.InvalidCode as error:
                is_name = (
                    not re.search(r"\d", typed) and len(re.findall(r"\w", typed)) != codes.LENGTH
                )
                said = _("Search for a number or a follow code: names cannot be searched.")
                raise forms.ValidationError(said if is_name else str(error)) from error
        if found is None:
            raise forms.ValidationError(_("There is no contribution with this number or code."))
        return found


class WithdrawForm(forms.Form):
    """Taking a contribution back for its sender."""

    reason = forms.CharField(
        label=_("Who asked to withdraw it, and how?"),
        help_text=_("For example: the sender herself, by telephone, gave the follow code."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say who asked to withdraw it, and how.")},
    )
