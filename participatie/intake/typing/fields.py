"""Fields in the shape a clerk types them: short dates, several files, signatories by the line."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.core import clock, files
from participatie.core.country import abroad
from participatie.pipeline.models import Contact

_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})")
LAST_YEAR_AT_MOST = timedelta(days=183)
"""A day without a year is one of last year only when that is not longer ago than this."""
_POSTCODE = re.compile(r"(\d{4})\s?([A-Za-z]{2})\b\s*(.*)")


class LineField(forms.CharField):
    """One line: what was pasted in several lines comes on one."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


def line(
    label: Any,
    *,
    size: int | None = None,
    most: int = 200,
    required: bool = False,
    **options: Any,
) -> LineField:
    """A field of one line, that may stay empty unless told; `size` and `most` in characters."""
    # No maxlength: the browser would cut off what is pasted, without a word.
    attributes = {"autocomplete": "off"} | ({"size": size} if size else {})
    return LineField(
        label=label,
        required=required,
        widget=forms.TextInput(attrs=attributes),
        validators=[MaxLengthValidator(most)],
        **options,
    )


class CountryField(LineField):
    """The country of an address, empty for the Netherlands."""

    def to_python(self, value: Any) -> str:
        return abroad(super().to_python(value))


def country_line(label: Any = "") -> CountryField:
    """A field for the country of an address, that mostly stays empty."""
    return CountryField(
        label=label or gettext_lazy("Country"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        validators=[MaxLengthValidator(100)],
        help_text=gettext_lazy("Only when it is not the Netherlands."),
    )


def email_line(label: Any) -> forms.EmailField:
    """A field for an e-mail address, that may stay empty."""
    widget = forms.EmailInput(attrs={"autocomplete": "off"})
    return forms.EmailField(label=label, required=False, widget=widget, max_length=None)


def phone_line(label: Any) -> forms.CharField:
    """A field for a telephone number, that may stay empty."""
    return LineField(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "size": 20}),
    )


class DayField(forms.DateField):
    """A day: 12-3-2026, 12-3-26, 12032026, or 12-3 for the last time that day was.

    A day that still has to come this year, and was long ago last year, is a mistake in typing: it
    stays in this year, so that the form can say that it lies in the future: with `future`, which
    is left out where the day may still have to come.
    """

    def __init__(
        self,
        *,
        future: Any = None,
        error_messages: dict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        self.future = future
        super().__init__(
            widget=forms.DateInput(
                format="%d-%m-%Y", attrs={"size": 12, "autocomplete": "off", "inputmode": "text"}
            ),
            input_formats=["%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d"],
            error_messages={"invalid": gettext_lazy("Type a day, such as 12-3-2026.")}
            | (error_messages or {}),
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        short = _DAY_AND_MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
        if short is None:
            return super().to_python(value)
        today = clock.today()
        day, month = int(short[1]), int(short[2])
        this_year = super().to_python(f"{day:02}-{month:02}-{today.year}")
        if this_year is None or this_year <= today or (day, month) == (29, 2):
            return this_year
        last_year = this_year.replace(year=today.year - 1)
        return last_year if today - last_year <= LAST_YEAR_AT_MOST else this_year

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.future is not None and value is not None and value > clock.today():
            raise ValidationError(self.future)


def received_day(**options: Any) -> DayField:
    """The day on which something came in."""
    return DayField(
        label=gettext_lazy("Received on"),
        future=gettext_lazy("The day of receipt lies in the future."),
        error_messages={"required": gettext_lazy("Type the day it was received.")},
        **options,
    )


def typed_day(day: date) -> str:
    """A day as it stands in its field."""
    return date_format(day, "d-m-Y")


class _OnlyFirstFocused(forms.widgets.ChoiceWidget):
    """Several controls, of which one begins and one has the access key: the first."""

    def create_option(self, name: str, value: Any, label: Any, *rest: Any, **more: Any) -> Any:
        option = super().create_option(name, value, label, *rest, **more)
        if option["index"] != "0":
            option["attrs"].pop("autofocus", None)
            option["attrs"].pop("accesskey", None)
        return option


class FirstFocused(_OnlyFirstFocused, forms.RadioSelect):
    """Radio buttons of which only the first can be where typing begins."""


class FirstOfSeveralFocused(_OnlyFirstFocused, forms.CheckboxSelectMultiple):
    """Checkboxes of which only the first can be where typing begins."""


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input in which several files can be chosen at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Draws the input. What is sent is stored at once, before the form is looked at."""

    def __init__(self, *, several: bool = True, **options: Any) -> None:
        widget = SeveralFilesInput if several else forms.ClearableFileInput
        attributes = {"accept": files.ACCEPT} | ({"multiple": True} if several else {})
        super().__init__(widget=widget(attrs=attributes), required=False, **options)


def tidy_postcode(typed: str) -> str:
    """A Dutch postcode as 9911 XA; any other as typed."""
    found = _POSTCODE.fullmatch(typed.strip())
    return f"{found[1]} {found[2].upper()}" if found and not found[3] else typed.strip()


class SignatoriesField(forms.CharField):
    """One person on each line: name; street; postcode and city; e-mail. Gives contacts.

    Only the name must be there, and comes first. Errors name the line.
    """

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        lines = super().clean(value).splitlines()
        contacts, problems = [], []
        for number, line in enumerate(lines, start=1):
            if not line.strip(" ;\t"):
                continue
            try:
                contacts.append(_contact(line))
            except ValueError as error:
                problems.append(
                    _("Line %(number)d: %(problem)s") % {"number": number, "problem": error}
                )
        if problems:
            raise ValidationError(problems)
        return contacts


def _contact(line: str) -> Contact:
    name, *others = (part.strip() for part in re.split(r"[;\t]", line))
    if not name or "@" in name:
        raise ValueError(_("the name must come first."))
    known = {"name": name}
    for part in filter(None, others):
        for key, value in _recognised(part, known).items():
            if key in known:
                raise ValueError(_("“%(part)s” has no place any more.") % {"part": part})
            known[key] = value
    return Contact(**known)


def _recognised(part: str, known: dict[str, str]) -> dict[str, str]:
    if "@" in part:
        try:
            validate_email(part)
        except ValidationError:
            raise ValueError(_("“%(part)s” is no e-mail address.") % {"part": part}) from None
        return {"email": part}
    if found := _POSTCODE.fullmatch(part):
        return {"postcode": f"{found[1]} {found[2].upper()}"} | (
            {"city": found[3]} if found[3] else {}
        )
    return {"city": part} if "street" in known else {"street": part}
