"""Fields in the shape that people fill them in, each tidied without changing what was meant."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participatie.core import files, phone
from participatie.core.country import abroad
from participatie.core.text import one_line, tidy
from participatie.intake.web.models import ArrivingFile, DraftFile
from participatie.pipeline.questions import MAX_TEXT

REMOVE = "remove"
"""Name of the checkboxes that take files away."""
STOP = "stop"
"""Name of the checkboxes that take away what came in of a file."""

_DUTCH_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")
_FOREIGN_POSTCODE = re.compile(r"[A-Za-z]{1,3}-[A-Za-z0-9][A-Za-z0-9 -]{1,9}")


class LineField(forms.CharField):
    """One line of text."""

    def __init__(self, *, autocomplete: str = "off", **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("max_length", 200)
        super().__init__(**options)
        self.widget.attrs |= {"autocomplete": autocomplete, "dir": "auto"}
        # The browser would cut off silently; we rather say that it is too long.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class CountryField(LineField):
    """The country of an address, empty for the Netherlands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(help_text=_("Only when it is not the Netherlands."), **options)

    def to_python(self, value: Any) -> str:
        return abroad(super().to_python(value))


class LongTextField(forms.CharField):
    """Text of any number of lines, up to what a contribution can hold."""

    def __init__(self, *, rows: int = 10, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(widget=widget, **options)

    def to_python(self, value: Any) -> str:
        text = tidy(super().to_python(value) or "")
        if len(text) > MAX_TEXT:
            raise ValidationError(
                _(
                    "This text has %(count)d characters. At most %(most)d fit in the form. "
                    "Send the rest as a file."
                ),
                params={"count": len(text), "most": MAX_TEXT},
            )
        return text


class PostcodeField(LineField):
    """A Dutch postcode, kept as 1234 AB; a foreign one with the letters of its country."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["size"] = 10

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value).upper()
        if dutch := _DUTCH_POSTCODE.fullmatch(typed):
            return f"{dutch[1]} {dutch[2]}"
        if typed and not _FOREIGN_POSTCODE.fullmatch(typed):
            raise ValidationError(
                _(
                    "Write the postcode as 1234 AB. From abroad: with the letters of the country, "
                    "such as D-49808."
                )
            )
        return typed


class PhoneField(LineField):
    """A telephone number as people write it; Dutch unless it begins with + or 00."""

    def __init__(self, **options: Any) -> None:
        super().__init__(autocomplete="tel", **options)
        self.widget.input_type = "tel"
        self.widget.attrs["size"] = 20

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        try:
            return phone.readable(typed)
        except phone.InvalidNumber as error:
            raise ValidationError(
                _("“%(typed)s” is not a telephone number. Write it as 06 12345678."),
                params={"typed": typed},
            ) from error


class FilesInput(forms.FileInput):
    """A file input in which several files can be chosen at once."""

    allow_multiple_selected = True


class KeptFilesField(forms.Field):
    """Draws a file input and lists what was sent before; what is sent now is stored elsewhere.

    Its value is the list of files that are kept, so a file survives an error in another field.
    """

    def __init__(self, *, kept: Sequence[DraftFile], **options: Any) -> None:
        widget = FilesInput(attrs={"multiple": True, "accept": files.ACCEPT})
        super().__init__(widget=widget, **options)
        self.kept = list(kept)
        self.arriving: list[ArrivingFile] = []
        """Files that came in half."""

    @property
    def stored(self) -> list[dict[str, Any]]:
        """The files kept, as the component `field.html` shows them."""
        return [
            {"name": k.file.name, "size": k.file.size, "remove": REMOVE, "value": str(k.pk)}
            for k in self.kept
        ]

    def clean(self, value: Any) -> list[DraftFile]:
        if self.required and not self.kept:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.kept
