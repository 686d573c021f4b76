"""The forms of the desk beside that of one entry. They check shape; the acts decide."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Taking a contribution back for its sender."""

    reason = forms.CharField(
        label=_("Who asked to withdraw it, and how?"),
        help_text=_("For example: the sender herself, by telephone, gave the follow code."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say who asked to withdraw it, and how.")},
    )
