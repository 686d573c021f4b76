"""What the griffie fills in to freeze an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.accountability.staten.frozen.models import LONGEST_NAME


class FreezeForm(forms.Form):
    """For which meeting; `again` is there once it turned out that there is a copy for it."""

    meeting = forms.CharField(
        label=_("Which meeting"),
        max_length=LONGEST_NAME,
        help_text=_("Such as “Meeting of the Provincial Council” or “Committee on Mobility”."),
        error_messages={"required": _("Type which meeting it is for.")},
    )
    meeting_on = forms.DateField(
        label=_("Day of the meeting"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("invalid", "required"), _("Type a day, such as 12-3-2026.")),
    )
    again = forms.BooleanField(
        label=_("Make another copy for this meeting"), required=False, widget=forms.HiddenInput
    )

    def ask_again(self) -> None:
        """Show the box that makes another copy for the same meeting."""
        self.fields["again"].widget = forms.CheckboxInput()

    @property
    def asked(self) -> dict[str, Any]:
        """As `acts.order` takes it. Only of a valid form."""
        return self.cleaned_data
