"""From what a clerk types to a contribution: by its number, its follow code, or its sender."""

import re
from dataclasses import asdict, dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.core import codes
from participatie.intake.desk.keys import SEARCH
from participatie.intake.typing.fields import (
    FirstFocused,
    email_line,
    line,
    phone_line,
    tidy_postcode,
)
from participatie.pipeline.models import Contribution
from participatie.pipeline.queries.contributions import REFERENCE, by_follow_code, by_reference
from participatie.pipeline.statuses import LookUpReason

_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Za-z]{2})\b,?\s*(\d{1,5})?")
_PHONE = re.compile(r"\+?[\d\s()-]{9,20}")
_IN_GROUPS = re.compile(r"\w{4}[\s-]\w{4}[\s-]\w{4}")
FEWEST_DIGITS = 9
"""Of a telephone number."""


@dataclass(frozen=True)
class Wanted:
    """Who is looked for."""

    name: str = ""
    postcode: str = ""
    house_number: str = ""
    phone: str = ""
    email: str = ""


def person_in(typed: str) -> Wanted | None:
    """Who is meant by what was typed in one box, or None when it is a number or a code:
    “Jansen”, “de Vries 9911 XA 5”, “06 1234 5678”, “jansen@example.nl”."""
    typed = " ".join(typed.split())
    if "@" in typed:
        return Wanted(email=typed)
    if place := _POSTCODE.search(typed):
        rest = (typed[: place.start()] + " " + typed[place.end() :]).strip(" ,")
        number = place[3] or "".join(re.findall(r"\d+", rest)[:1])
        # With a number in it, the rest is a street and no name.
        name = "" if re.search(r"\d", rest) else rest
        return Wanted(name, tidy_postcode(place[1] + place[2]), number)
    digits = sum(sign.isdigit() for sign in typed)
    if _PHONE.fullmatch(typed) and digits >= FEWEST_DIGITS and typed.lstrip("(")[0] in "+0":
        return Wanted(phone=typed)
    if digits or _IN_GROUPS.fullmatch(typed) or codes.is_code(_as_code(typed)):
        return None
    return Wanted(name=typed)


def _as_code(typed: str) -> str:
    try:
        return codes.normalise(typed)
    except codes.InvalidCode:
        return ""


class SearchForm(forms.Form):
    """Number, follow code or sender in one box; gives a contribution, or who is wanted."""

    typed = forms.CharField(
        label=_("Number, follow code, or who sent it"),
        help_text=_("For example OV26-0042, 7KQ4-M2XD-9RT5, Jansen 9911 XA 5, or a telephone."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "accesskey": SEARCH}
        ),
        error_messages={"required": _("Type a number, a follow code, or a name.")},
    )

    def clean_typed(self) -> Contribution | Wanted:
        typed: str = self.cleaned_data["typed"]
        if REFERENCE.match(typed):
            found = by_reference(typed)
        elif wanted := person_in(typed):
            return wanted
        else:
            try:
                found = by_follow_code(typed)
            except codes.InvalidCode as error:
                raise forms.ValidationError(str(error)) from error
        if found is None:
            raise forms.ValidationError(_("There is no contribution with this number or code."))
        return found


class PersonForm(forms.Form):
    """Who is looked for, and why: both go on record, but not what was typed."""

    name = line(_("Name"))
    postcode = line(_("Postcode"), size=10)
    house_number = line(_("House number"), size=6)
    phone = phone_line(_("Telephone number"))
    email = email_line(_("E-mail address"))
    reason = forms.ChoiceField(
        label=_("Why do you look this person up?"),
        choices=[pair for pair in LookUpReason.choices if pair[0] != LookUpReason.CALLER],
        widget=FirstFocused,
        error_messages={"required": _("Choose why you look this person up.")},
    )
    note = line(_("Which other reason?"), help_text=_("Only with another reason. No names."))

    def clean(self) -> dict[str, object]:
        given = self.cleaned_data
        if given.get("reason") == LookUpReason.OTHER and not given.get("note", True):
            self.add_error("note", _("Say why you look this person up."))
        return given

    @property
    def wanted(self) -> Wanted:
        """Who is looked for."""
        return Wanted(**{part: self.cleaned_data.get(part, "") for part in asdict(Wanted())})
