"""What somebody fills in to be called."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participatie.core import phone
from participatie.core.text import one_line, tidy
from participatie.intake.callback.models import PartOfDay

LONGEST_NAME, LONGEST_ABOUT = 200, 1_000
_TOO_LONG = _("This is too long: at most %(most)d characters fit. You typed %(count)d.")


class AskForm(forms.Form):
    """A number is enough; the rest may stay empty."""

    phone = forms.CharField(
        label=_("Your telephone number"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "size": 20}),
        error_messages={"required": _("Fill in the telephone number that we may call.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    part_of_day = forms.ChoiceField(
        label=_("When does it suit you?"),
        choices=PartOfDay.choices,
        initial=PartOfDay.ANY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose when we may call."),
            "invalid_choice": _("Choose when we may call."),
        },
    )
    about = forms.CharField(
        label=_("What do you want to talk about?"),
        required=False,
        help_text=_("A few words are enough. Then the right person calls you."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    share_draft = forms.BooleanField(
        label=_("The member of staff may see what I filled in so far"),
        required=False,
        help_text=_(
            "Then you do not have to tell everything again. Nothing is sent, and nothing in it is "
            "changed without you."
        ),
    )

    def __init__(self, *args: Any, has_draft: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_draft:
            del self.fields["share_draft"]

    def clean_phone(self) -> str:
        """The number in international form."""
        typed = tidy(self.cleaned_data["phone"])
        try:
            return phone.callable_number(typed)
        except phone.CostlyNumber as error:
            raise ValidationError(
                _("We cannot call “%(typed)s”. Give the number of a mobile or fixed telephone."),
                params={"typed": typed},
            ) from error
        except phone.InvalidNumber as error:
            raise ValidationError(
                _(
                    "“%(typed)s” is not a telephone number. Write it as 06 12345678, or from "
                    "abroad as +49 30 123456."
                ),
                params={"typed": typed[:60]},
            ) from error

    def clean_name(self) -> str:
        """One line."""
        return _short_enough(one_line(self.cleaned_data["name"]), LONGEST_NAME)

    def clean_about(self) -> str:
        """As typed, up to a length."""
        return _short_enough(tidy(self.cleaned_data["about"]), LONGEST_ABOUT)


def _short_enough(text: str, most: int) -> str:
    if len(text) > most:
        raise ValidationError(_TOO_LONG, params={"most": most, "count": len(text)})
    return text
