"""The forms of meetings. They check shape; what may be done, the acts decide."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from participatie.core.record_select import RecordSelect
from participatie.intake.meeting.models import WAYS, Agreement, Meeting
from participatie.intake.typing.fields import DayField, country_line, line, tidy_postcode
from participatie.intake.typing.forms import EntryForm, KeptFile
from participatie.intake.typing.matching import choosable
from participatie.pipeline.models import Consultation, Contact
from participatie.pipeline.questions import MAX_TEXT
from participatie.pipeline.statuses import Channel, DeliveryWay

ASKED_AT_ONCE = (Agreement.AGREED, Agreement.ASKED, Agreement.NOT_ASKED)


class MeetingForm(forms.Form):
    """What a meeting is."""

    consultation = forms.ModelChoiceField(
        Consultation.objects.none(),
        label=_("Consultation"),
        empty_label=_("Choose a consultation"),
        widget=RecordSelect,
        error_messages={"required": _("Say which consultation this meeting is about.")},
    )
    name = line(
        _("Name of the meeting"),
        most=100,
        required=True,
        help_text=_("For example: Evening in the village hall of Harstede."),
        error_messages={"required": _("Type the name of the meeting.")},
    )
    held_on = DayField(
        label=_("Day"),
        help_text=_("For example 12-3-2026. It may still have to come."),
        error_messages={"required": _("Type the day of the meeting.")},
    )
    place = line(
        _("Place"),
        most=200,
        required=True,
        help_text=_("For example: village hall, Kerkstraat 1, Harstede."),
        error_messages={"required": _("Type where the meeting is held.")},
    )
    notes_by = line(
        _("Who takes the notes"),
        most=100,
        required=True,
        help_text=_("A colleague, or somebody we hired."),
        error_messages={"required": _("Type who takes the notes.")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,
        of: Meeting | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        which = choosable()
        if of is not None:
            choosable_now = Q(pk__in=which.order_by().values("pk"))
            which = Consultation.objects.filter(choosable_now | Q(pk=of.consultation_id))
        self.fields["consultation"].queryset = which


class SpeakerForm(EntryForm):
    """What one speaker said, and who it was; consultation and day follow from the meeting."""

    folded: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **EntryForm.folded,
        "more": ("scan", *EntryForm.folded["more"]),
    }

    agreement = forms.ChoiceField(
        label=_("Is it what this speaker meant?"),
        choices=[(each.value, each.label) for each in ASKED_AT_ONCE],
        widget=forms.RadioSelect,
        help_text=_(
            "Let the speaker read it, or read it out. With “sent for agreement” the slip asks to "
            "look at it later."
        ),
        error_messages={"required": _("Choose whether the speaker has seen or heard the text.")},
    )

    def __init__(
        self,
        meeting: Meeting,
        data: Mapping[str, Any] | None = None,
        *,
        initial: dict[str, Any] | None = None,
        kept: Sequence[KeptFile] = (),
    ) -> None:
        super().__init__(Channel.MEETING, data, initial=initial, kept=kept)
        self.meeting, self.matches = meeting, [meeting.consultation]
        self.fields["note"].help_text = _("For example: read from a paper, which is added.")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        given["received_on"] = self.meeting.held_on
        given["note"] = "; ".join(filter(None, (self.meeting.name, given.get("note", ""))))
        return given


class ReportForm(forms.Form):
    """The general part of the report of a meeting."""

    text = forms.CharField(
        label=_("What went on besides the speakers"),
        required=False,
        help_text=_(
            "For example: who opened the evening, what was shown, how many came. Write no names "
            "of visitors."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        validators=[MaxLengthValidator(MAX_TEXT)],
    )
    seen_at = forms.DateTimeField(widget=forms.HiddenInput)
    """When the text stood on the screen that this one replaces."""
    checked = forms.BooleanField(
        label=_("I read the text above: it says nothing about who the visitors are"),
        required=False,
    )

    def __init__(self, *args: Any, is_last: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_last = is_last

    def clean_checked(self) -> bool:
        checked: bool = self.cleaned_data["checked"]
        if self.is_last and not checked:
            raise forms.ValidationError(
                _("Read the text once more before it becomes public, and tick this.")
            )
        return checked


class AttendeeForm(forms.Form):
    """Somebody who consented to hear of the report."""

    name = line(
        _("Name"),
        most=200,
        required=True,
        error_messages={"required": _("Type the name that is on the form.")},
    )
    way = forms.ChoiceField(
        label=_("How does this person want to hear of the report?"),
        choices=[(way.value, way.label) for way in WAYS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how this person wants to hear of it.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    street = line(_("Street and number"))
    postcode = line(_("Postcode"), most=20, size=10)
    city = line(_("Town"))
    country = country_line()
    consented = forms.BooleanField(
        label=_("The consent on the form is ticked and signed"),
        error_messages={"required": _("Without consent we keep no name. Add one to the number.")},
    )

    def clean_postcode(self) -> str:
        return tidy_postcode(self.cleaned_data["postcode"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("way") == DeliveryWay.EMAIL and not given.get("email", True):
            self.add_error("email", _("Type the e-mail address that is on the form."))
        if given.get("way") == DeliveryWay.LETTER:
            if not given.get("street", True):
                self.add_error("street", _("Type the street and number the letter goes to."))
            if not given.get("city", True):
                self.add_error("city", _("Type the town the letter goes to."))
        return given

    def contact(self) -> Contact:
        """Only what is needed to tell this person: no address for who gets a mail."""
        given = self.cleaned_data
        if given["way"] == DeliveryWay.EMAIL:
            return Contact(name=given["name"], email=given["email"])
        return Contact(
            name=given["name"],
            street=given["street"],
            postcode=given["postcode"],
            city=given["city"],
            country=given["country"],
        )


class OthersForm(forms.Form):
    """How many were there of whom nothing is kept."""

    others_present = forms.IntegerField(
        label=_("Others who were there"),
        min_value=0,
        max_value=100_000,
        help_text=_("Only a number: of them we keep nothing."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "off"}),
        error_messages={
            "required": _("Type a number, 0 if there was nobody else."),
            "invalid": _("Type a whole number, such as 35."),
            "min_value": _("Type a whole number, such as 35."),
            "max_value": _("Type a whole number, such as 35."),
        },
    )
