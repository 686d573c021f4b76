"""The forms of this room: a stack to bring in, sheets to print, a letter to type in."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.intake.scans import sheets
from participatie.intake.typing.fields import DayField, SeveralFilesInput, line, received_day
from participatie.intake.typing.forms import FILES, EntryForm
from participatie.intake.typing.matching import offered
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import AttachmentKind, Channel


class ScannedLetterForm(EntryForm):
    """A letter whose pages stand beside the form. They are its files; the text may stay empty."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(Channel.LETTER, data, initial=initial, kept=[_TheScan()])
        for name in FILES:
            self.fields.pop(name, None)
        self.fields["text"].help_text = _(
            "Type it over word for word. Or leave it empty: the scan goes along, and says it."
        )


class _TheScan(SimpleNamespace):
    """Stands for the PDF that is cut when the letter is saved."""

    file: Any = None
    kind: str = AttachmentKind.SCAN


def _consultations() -> list[tuple[str, str]]:
    found = [(str(one.pk), str(one)) for one in offered()]
    return [("", str(_("Differs, or a sheet or form says it"))), *found]


class _Shared(forms.Form):
    consultation = forms.ChoiceField(
        label=_("Consultation"), required=False, choices=_consultations
    )

    def clean_consultation(self) -> Consultation | None:
        chosen = self.cleaned_data["consultation"]
        return Consultation.objects.get(pk=chosen) if chosen else None


class _SeveralFiles(forms.FileField):
    """At least one file. What is in them is looked at when they are stored."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return data


class StackForm(_Shared):
    """What is dropped, and what all its letters have in common."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    received_on = received_day()
    scans = _SeveralFiles(
        label=_("Scans"),
        error_messages={"required": _("Choose the scans.")},
        help_text=_(
            "A PDF of all letters, or JPEG and PNG files of the pages, together at most 200 MB. "
            "Pages in the order of the file names."
        ),
        widget=SeveralFilesInput(attrs={"multiple": True, "accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    field_order = ("key", "scans", "received_on", "consultation")


class SheetsForm(_Shared):
    """Which separator sheets to print."""

    sheets_day = DayField(label=_("Received on"), required=False)
    count = forms.IntegerField(
        label=_("How many sheets"),
        min_value=1,
        max_value=sheets.MOST,
        initial=10,
        widget=forms.NumberInput(attrs={"size": 5}),
    )


class ReasonForm(forms.Form):
    """Why something is thrown away."""

    reason = line(_("Why is it thrown away?"), most=255)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = _("Say why it is thrown away.")
        self.fields["reason"].help_text = _("For example: advertising, or scanned twice.")
