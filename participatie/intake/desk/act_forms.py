"""Forms for what a clerk does to a contribution that came in. The acts decide what may be done."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from participatie.core import clock, terms
from participatie.intake.typing.fields import (
    DayField,
    FilesField,
    country_line,
    email_line,
    line,
    phone_line,
    tidy_postcode,
)
from participatie.intake.typing.forms import CONTACT
from participatie.intake.typing.reaching import reply_by_field, require_detail
from participatie.pipeline.models import Contact, Submitter
from participatie.pipeline.questions import MAX_TEXT
from participatie.pipeline.statuses import LetterForm

WEEKS_TO_COMPLETE = 2
MISSING = {
    "name": _("Your name."),
    "address": _("Your address."),
    "signature": _("Your signature."),
    "authorisation": _(
        "A letter in which the person you speak for says that you may do so, with a signature."
    ),
    "pages": _("One or more pages: what we have is not complete."),
    "readable": _("Words that we can read: we could not read all of it."),
    "grounds": _("What you think of the plan, and why."),
}
"""What is missing most often, in the words that the sender reads."""


def _text(label: Any, *, rows: int = 12, required: bool = True, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        validators=[MaxLengthValidator(MAX_TEXT)],
        **options,
    )


def _why(label: Any, help_text: Any, missing: Any) -> forms.CharField:
    said = {"required": missing}
    return line(label, most=255, required=True, help_text=help_text, error_messages=said)


class WithdrawForm(forms.Form):
    """Taking a contribution back for its sender."""

    reason = forms.CharField(
        label=_("Who asked to withdraw it, and how?"),
        help_text=_("For example: the sender herself, by telephone, gave the follow code."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say who asked to withdraw it, and how.")},
    )


class CorrectForm(forms.Form):
    """What was written down, written down better."""

    text = _text(_("What it must be"), error_messages={"required": _("There is no text yet.")})
    reason = _why(
        _("What was wrong?"),
        _("The sender reads this. For example: a line of the letter was skipped."),
        _("Say what was wrong, or who asked for the correction."),
    )


class AddForm(forms.Form):
    """What the sender sent or said later. `key` is that of this one form, to add it once."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = _text(_("What the sender adds"), rows=8, required=False)
    attachments = FilesField(label=_("Files that came with it"))
    came_from = _why(
        _("How did it come in?"),
        _("For example: by letter of 3 March, or by telephone today."),
        _("Say how the addition came in."),
    )


class AskForm(forms.Form):
    """What is missing, and until when it can be sent."""

    missing = forms.MultipleChoiceField(
        label=_("What is missing?"),
        required=False,
        choices=list(MISSING.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    other = forms.CharField(
        label=_("Something else that is missing"),
        required=False,
        help_text=_("In words for the sender. Each line becomes an item of the list."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = DayField(
        label=_("Until and with which day?"),
        help_text=_("We suggest two weeks after tomorrow, when the request can be there."),
        error_messages={"required": _("Type the last day on which it can come in.")},
    )

    @staticmethod
    def suggested() -> dict[str, Any]:
        """The term to begin with: two weeks, ending on a working day."""
        return {"until": terms.last_day(clock.today() + timedelta(days=1), WEEKS_TO_COMPLETE)}

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day <= clock.today():
            raise forms.ValidationError(_("Give the sender a day that still has to come."))
        return day

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not given.get("missing") and not given.get("other", "").strip():
            self.add_error("missing", _("Choose what is missing, or type it below."))
        return given

    @property
    def all_missing(self) -> str:
        """What is missing, a line for each, in the language of the record."""
        with translation.override(settings.LANGUAGE_CODE):
            chosen = [str(MISSING[key]) for key in self.cleaned_data["missing"]]
        return "\n".join([*chosen, self.cleaned_data["other"].strip()]).strip()


class ContactForm(forms.Form):
    """How somebody can be reached from now on."""

    name = line(_("Name"))
    organisation = line(_("Organisation"))
    street = line(_("Street and number"))
    postcode = line(_("Postcode"), size=10)
    city = line(_("Town"))
    country = country_line()
    email = email_line(_("E-mail address"))
    phone = phone_line(_("Telephone number"))
    reply_by = reply_by_field()
    letter_form = forms.ChoiceField(
        label=_("In which form do letters go?"),
        choices=LetterForm.choices,
        widget=forms.RadioSelect,
    )
    reason = _why(
        _("How do you know this?"),
        _("For example: the sender called, and gave number and follow code."),
        _("Say how you know the new details."),
    )

    @staticmethod
    def of(person: Submitter) -> dict[str, Any]:
        """What is known now, to begin with."""
        known = {part: getattr(person.contact, part) for part in CONTACT}
        return known | {"reply_by": person.reply_by, "letter_form": person.letter_form}

    @property
    def contact(self) -> Contact:
        """The details as typed."""
        return Contact(**{part: self.cleaned_data[part] for part in CONTACT})

    def clean_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["postcode"])

    def clean(self) -> dict[str, Any]:
        require_detail(self)
        return self.cleaned_data
