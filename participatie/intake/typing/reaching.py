"""How somebody hears from us: the choices on a form, and the detail that one needs."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.statuses import DeliveryWay

_NEEDED: dict[str, dict[str, Any]] = {
    DeliveryWay.EMAIL: {"email": _("Type the e-mail address the answer goes to.")},
    DeliveryWay.PHONE: {"phone": _("Type the telephone number the answer goes to.")},
    DeliveryWay.LETTER: {
        "street": _("Type the street and number the letter goes to."),
        "city": _("Type the town the letter goes to."),
    },
}


def reply_by_field(first: DeliveryWay = DeliveryWay.LETTER, **options: Any) -> forms.ChoiceField:
    """By which way somebody wants to hear from us; `first` stands in front."""
    choices = [
        (DeliveryWay.LETTER, DeliveryWay.LETTER.label),
        (DeliveryWay.EMAIL, DeliveryWay.EMAIL.label),
        (DeliveryWay.PHONE, DeliveryWay.PHONE.label),
        (DeliveryWay.COLLECT, _("not: looks it up with the follow code")),
    ]
    return forms.ChoiceField(
        label=_("How does this person want to hear from us?"),
        choices=sorted(choices, key=lambda choice: choice[0] != first),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how this person wants to hear from us.")},
        **options,
    )


def language_field() -> forms.TypedChoiceField:
    """In which language somebody hears from us, as who used the web form chose it there."""
    return forms.TypedChoiceField(
        label=_("In which language do we write?"),
        help_text=_("For our letters and e-mails. Answers and reasons stay in Dutch."),
        required=False,
        choices=[
            ("" if code == settings.LANGUAGE_CODE else code, name)
            for code, name in settings.LANGUAGES
        ],
        empty_value=settings.LANGUAGE_CODE,
        widget=forms.RadioSelect,
    )


def require_detail(form: forms.Form, prefix: str = "") -> None:
    """Add an error for each detail that the chosen way needs and that was left empty.

    `prefix` is that of the contact fields of who hears from us.
    """
    given = form.cleaned_data
    for part, said in _NEEDED.get(given.get("reply_by", ""), {}).items():
        if not given.get(prefix + part, True):
            form.add_error(prefix + part, said)
