"""How a request to complete a contribution ended, as the desk or its handler says it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.intake.typing.fields import line


class SettleForm(forms.Form):
    """What came in, or that nothing came."""

    note = line(
        _("What came in?"),
        most=255,
        required=True,
        help_text=_(
            "The sender reads this. For example: the signature, by post. Or: nothing came."
        ),
        error_messages={"required": _("Say what came in, or that nothing came.")},
    )
