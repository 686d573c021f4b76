"""The forms for bringing in a table. They check shape; the acts look into the table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.intake.bulk.columns import QUESTION, columns_for, in_dutch
from participatie.intake.bulk.models import Import
from participatie.intake.typing.fields import received_day
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel

LARGEST_TABLE = 25_000_000
LARGEST_ARCHIVE = 2_000_000_000
"""Bytes."""
NOT_USED = gettext_lazy("– is not used –")


def undecided() -> QuerySet[Consultation]:
    """What a table can be for, also after the term; the one that closes last comes first."""
    return Consultation.objects.filter(decided_at=None).order_by("-closes_on", "pk")


class DefaultsForm(forms.Form):
    """What holds for rows that do not say it themselves."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did they come in?"),
        help_text=gettext_lazy("For rows in which it does not stand."),
        required=False,
        choices=[("", gettext_lazy("– stands in the table –")), *Channel.choices],
    )
    received_on = received_day(
        help_text=gettext_lazy("For rows in which it does not stand, such as 12-3-2026."),
        required=False,
    )


class SendForm(DefaultsForm):
    """A table, for one consultation."""

    consultation = forms.ModelChoiceField(
        label=gettext_lazy("Consultation"),
        queryset=Consultation.objects.none(),
        empty_label=gettext_lazy("– choose –"),
        error_messages={"required": gettext_lazy("Say which consultation this is about.")},
    )
    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("CSV, XLSX (Excel) or ODS (LibreOffice), at most 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.ods"}),
        error_messages={
            "required": gettext_lazy("Choose the table."),
            "empty": gettext_lazy("There is nothing in this file. Choose another one."),
        },
        max_length=None,
    )
    archive = forms.FileField(
        label=gettext_lazy("ZIP with files"),
        help_text=gettext_lazy(
            "Only when the rows name files, such as scans. At most 2 GB, and 25 MB for each file."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        required=False,
    )
    field_order = ("consultation", "table", "archive", "channel", "received_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consultation"].queryset = undecided()

    def clean_table(self) -> Any:
        return _not_larger(
            self.cleaned_data["table"],
            LARGEST_TABLE,
            _("This table is larger than 25 MB. Divide it, and send the parts one by one."),
        )

    def clean_archive(self) -> Any:
        return _not_larger(
            self.cleaned_data["archive"],
            LARGEST_ARCHIVE,
            _("This ZIP is larger than 2 GB. Divide table and files, and send the parts."),
        )


def _not_larger(upload: Any, most: int, otherwise: str) -> Any:
    if upload and upload.size > most:
        raise forms.ValidationError(otherwise)
    return upload


class ColumnsForm(DefaultsForm):
    """What is in each column of a table."""

    def __init__(self, source: Import, data: Mapping[str, Any] | None = None) -> None:
        initial = dict(source.defaults)
        if initial.get("received_on"):
            initial["received_on"] = date.fromisoformat(initial["received_on"])
        super().__init__(data, initial=initial)
        self.source = source
        choices = [("", NOT_USED), *_choices(source)]
        for place, name in enumerate(source.header):
            self.fields[_field(place)] = forms.ChoiceField(
                label=name or _("Column %(letter)s") % {"letter": letter(place)},
                choices=choices,
                required=False,
                initial=source.columns[place] if place < len(source.columns) else "",
            )

    @property
    def columns(self) -> list[str]:
        """The key of what is in each column, in order."""
        return [self.cleaned_data[_field(place)] for place in range(len(self.source.header))]

    @property
    def kept_defaults(self) -> dict[str, str]:
        """The defaults as they are kept."""
        day = self.cleaned_data["received_on"]
        return {
            "channel": self.cleaned_data["channel"],
            "received_on": day.isoformat() if day else "",
        }

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each column with its letter, its field and what stands in the first rows."""
        samples = (self.source.looked or {}).get("samples", [])
        return [
            {
                "letter": letter(place),
                "field": self[_field(place)],
                "samples": [row[place] for row in samples if place < len(row) and row[place]],
            }
            for place in range(len(self.source.header))
        ]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first: dict[str, int] = {}
        for place in range(len(self.source.header)):
            key = given.get(_field(place), "")
            if key and key in first:
                said = _("Column %(letter)s holds this already. Each can be chosen once.")
                self.add_error(_field(place), said % {"letter": letter(first[key])})
            first.setdefault(key, place)
        if not self.errors and not set(first) & set(_says_something(self.source)):
            said = _("Say which column holds the text, an answer, or the name of a file.")
            self.add_error(None, said)
        for key, message in (
            ("channel", _("Choose how they came in, or say which column holds it.")),
            ("received_on", _("Type the day of receipt, or say which column holds it.")),
        ):
            if key not in first and not given.get(key) and key not in self.errors:
                self.add_error(key, message)
        return given


class LookForm(forms.Form):
    """Which sheet of a spreadsheet, and in which row its columns have their names."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    header_row = forms.IntegerField(
        label=gettext_lazy("Row with the names of the columns"),
        min_value=1,
        max_value=200,
        widget=forms.NumberInput(attrs={"size": 5}),
    )

    def __init__(self, source: Import, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            data, initial={"sheet": source.sheet, "header_row": source.header_row}, prefix="look"
        )
        visible = [name for name, hidden in sheets_of(source) if not hidden]
        if len(visible) > 1:
            self.fields["sheet"].choices = [(name, name) for name in visible]
        else:
            del self.fields["sheet"]


def sheets_of(source: Import) -> list[tuple[str, bool]]:
    """(name, whether it is hidden) of each sheet."""
    return [(name, hidden) for name, hidden in (source.looked or {}).get("sheets", [])]


def letter(place: int) -> str:
    """A column as a spreadsheet calls it: 0 is A."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _field(place: int) -> str:
    return f"column_{place}"


def _choices(source: Import) -> Sequence[tuple[str, str]]:
    known = columns_for(source.form)
    return [(column.key, label) for column, (label, _h) in zip(known, in_dutch(known), strict=True)]


def _says_something(source: Import) -> list[str]:
    questions = [f"{QUESTION}{question.key}" for question in source.form.questions]
    return ["text", "files", "scan", *questions]
