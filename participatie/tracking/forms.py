"""The form that asks for a follow code."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.core.codes import InvalidCode, normalise
from participatie.pipeline.models import Contribution
from participatie.pipeline.queries.contributions import REFERENCE, by_follow_code

_LINK = re.compile(r"/volg/([^/?#\s]+)")


class CodeForm(forms.Form):
    """A follow code, and where much was guessed the number too."""

    code = forms.CharField(
        label=_("Your follow code"),
        help_text=_(
            "It is on your letter, your mail or your slip, and looks like 7KQ4-M2XD-9RT5. "
            "Capitals and dashes do not matter."
        ),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "size": 18}),
        error_messages={"required": _("Fill in your follow code.")},
    )
    number = forms.CharField(
        label=_("The number of your contribution"),
        help_text=_("It is beside the code, and looks like OV26-0042."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "size": 12}),
    )

    contribution: Contribution

    def __init__(self, *args: Any, ask_number: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask_number:
            del self.fields["number"]

    def clean_code(self) -> str:
        """The code in groups, also out of a pasted link. What cannot be one is not looked up."""
        typed = self.cleaned_data["code"]
        link = _LINK.search(typed)
        try:
            return normalise(link[1] if link else typed)
        except InvalidCode as invalid:
            if REFERENCE.match(typed):
                raise forms.ValidationError(
                    _(
                        "This is the number of your contribution. "
                        "Fill in the follow code that is beside it."
                    )
                ) from invalid
            raise forms.ValidationError(str(invalid)) from invalid

    def clean(self) -> dict[str, Any]:
        """Find the contribution; a wrong number and a wrong code get the same answer."""
        data = super().clean() or {}
        if "code" not in data or ("number" in self.fields and "number" not in data):
            return data
        found = by_follow_code(data["code"])
        if found is None or not self._number_fits(found, data.get("number")):
            self.add_error(
                "code",
                _(
                    "We know no contribution with this code. "
                    "Compare it with your letter, or call us."
                ),
            )
            return data
        self.contribution = found
        return data

    def _number_fits(self, found: Contribution, typed: str | None) -> bool:
        if typed is None:
            return True
        match = REFERENCE.match(typed)
        return match is not None and (match[1].upper(), int(match[2])) == (
            found.consultation.prefix,
            found.number,
        )
