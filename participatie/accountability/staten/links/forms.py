"""What the griffie fills in about a paper of the council."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.accountability.staten.links import addresses
from participatie.accountability.staten.links.addresses import Paper
from participatie.accountability.staten.links.models import CouncilLink, PaperKind, Supplier
from participatie.pipeline.refusals import Refused

ID_LENGTH = 64
ADDRESS_HELP = _("The whole address, as it is in your browser when you have the paper open.")


class AddressField(forms.CharField):
    """The address of a paper on a website that we link to."""

    default_error_messages = {
        "required": _("Give the whole address of the paper. It begins with https://")
    }

    def clean(self, value: Any) -> str:
        """As it is kept."""
        try:
            return addresses.checked(super().clean(value))
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None


class AddressForm(forms.Form):
    """The first step: where it is."""

    adres = AddressField(
        label=_("Address of the paper"),
        help_text=ADDRESS_HELP,
        widget=forms.URLInput({"autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    """The second step: what it is; what the address tells is filled in already."""

    url = AddressField(
        label=_("Address of the paper"),
        help_text=ADDRESS_HELP,
        widget=forms.URLInput({"autocomplete": "off"}),
    )
    label = forms.CharField(
        label=_("What the paper is called"),
        max_length=200,
        help_text=_("Such as “Statenvoorstel 2026-041 Herinrichting N398”. No names of persons."),
        error_messages={"required": _("Say what the paper is called.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("", _("Choose what it is")), *PaperKind.choices],
        error_messages={"required": _("Choose what it is.")},
    )
    dated_on = forms.DateField(
        label=_("Day of the paper, or of the meeting it is for"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("invalid", "required"), _("Type a day, such as 12-3-2026.")),
    )
    supplier = forms.ChoiceField(label=_("In which system it is"), choices=Supplier.choices)
    meeting_id = forms.CharField(
        label=_("Number of the meeting there"), max_length=ID_LENGTH, required=False
    )
    agenda_item_id = forms.CharField(
        label=_("Number of the agenda item there"), max_length=ID_LENGTH, required=False
    )
    document_id = forms.CharField(
        label=_("Number of the document there"), max_length=ID_LENGTH, required=False
    )

    @property
    def paper(self) -> Paper:
        """What was filled in. Only of a valid form."""
        given = self.cleaned_data
        return Paper(
            **given
            | {"supplier": Supplier(given["supplier"]), "kind": PaperKind(given["kind"])}
            | {"label": " ".join(given["label"].split())}
        )


def read_from(url: str) -> dict[str, Any]:
    """What an address tells, as a beginning of `PaperForm`."""
    found = addresses.recognised(url)
    is_item = found.agenda_item_id and not found.document_id
    return {
        "url": url,
        "supplier": found.supplier,
        "kind": PaperKind.AGENDA_ITEM if is_item else None,
        "meeting_id": found.meeting_id,
        "agenda_item_id": found.agenda_item_id,
        "document_id": found.document_id,
    }


def of_link(link: CouncilLink) -> dict[str, Any]:
    """What a link says now, as a beginning of `PaperForm`."""
    return {name: getattr(link, name) for name in PaperForm.base_fields}


class RemoveForm(forms.Form):
    """Why a link goes."""

    reason = forms.CharField(
        label=_("Why does this link go?"),
        max_length=300,
        help_text=_("It stays in the history, with this reason."),
        error_messages={"required": _("Say why the link goes.")},
    )
