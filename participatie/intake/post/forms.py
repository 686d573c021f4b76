"""What a clerk fills in at the post."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participatie.core import codes
from participatie.intake.post.models import BatchLetter
from participatie.pipeline.models import Consultation, Contribution, Delivery
from participatie.pipeline.queries.contributions import by_follow_code, by_reference
from participatie.pipeline.statuses import DeliveryKind, DeliveryStatus, DeliveryWay

TYPED = {"autocomplete": "off", "spellcheck": "false"}
MARK = re.compile(r"^\s*(\d{1,6})\s*[-–.]\s*(\d{1,4})\s*$")
RANGE = re.compile(r"^(\d+)(?:\s*(?:t/m|tm|tot en met|to)\s*(\d+))?$", re.IGNORECASE)
MOST_NUMBERS = 2_000


class SelectionForm(forms.Form):
    """Which of the letters that wait: of one kind, of one consultation."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of notice"),
        required=False,
        choices=[("", gettext_lazy("All kinds")), *DeliveryKind.choices],
    )
    consultation = forms.ModelChoiceField(
        label=gettext_lazy("Consultation"),
        required=False,
        queryset=Consultation.objects.none(),
        empty_label=gettext_lazy("All consultations"),
        to_field_name="slug",
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["consultation"]
        field.queryset = Consultation.objects.filter(
            contributions__deliveries__in=waiting
        ).distinct()
        field.label_from_instance = lambda consultation: consultation.title

    def narrowed(self, waiting: Any) -> Any:
        """Of `waiting`, those that were asked for; all when what was asked for is nonsense."""
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("kind"):
            waiting = waiting.filter(kind=given["kind"])
        if given.get("consultation"):
            waiting = waiting.filter(contribution__consultation=given["consultation"])
        return waiting


class DamagedForm(forms.Form):
    """Which letters of a batch went wrong: 3, 17, 20 t/m 24.

    With a hyphen it is one letter, as it is numbered above its address: 12-34 in batch 12.
    """

    damaged = forms.CharField(
        label=gettext_lazy("Numbers of letters that went wrong"),
        help_text=gettext_lazy(
            "The number above the address, or only its last part, such as 3, 17, 20 to 24. They "
            "come out of this batch and wait to be printed again."
        ),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs=TYPED),
    )

    def __init__(self, batch: int, data: Any = None) -> None:
        super().__init__(data)
        self.batch = batch

    def clean_damaged(self) -> list[int]:
        """The positions that were typed, in order."""
        found: set[int] = set()
        for part in filter(None, (part.strip() for part in re.split(r"[,;]", self._typed()))):
            found.update(self._positions(part))
        return sorted(found)

    def _positions(self, part: str) -> range:
        if mark := MARK.match(part):
            batch, position = int(mark[1]), int(mark[2])
            if batch != self.batch:
                said = _(
                    "%(part)s is a letter of print batch %(batch)d. Do you mean several letters of "
                    "this batch? Then type: %(batch)d to %(position)d."
                )
                given = {"part": part, "batch": batch, "position": position}
                raise forms.ValidationError(said % given)
            first = last = position
        else:
            match = RANGE.match(part)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 < first <= last <= MOST_NUMBERS:
            raise forms.ValidationError(
                _("“%(part)s” is not a number. Type for example: 3, 17, 20 to 24.")
                % {"part": part[:20]}
            )
        return range(first, last + 1)

    def _typed(self) -> str:
        typed: str = self.cleaned_data["damaged"]
        return typed


class CameBackForm(forms.Form):
    """What stands on an envelope that came back, typed or scanned."""

    typed = forms.CharField(
        label=gettext_lazy("Number on the letter"),
        help_text=gettext_lazy(
            "The number above the address, such as 12-34. The number of the contribution, the "
            "follow code or a scan of the QR code is good too."
        ),
        max_length=300,
        widget=forms.TextInput(attrs=TYPED | {"autofocus": True}),
        error_messages={"required": gettext_lazy("Type or scan a number.")},
    )

    def clean_typed(self) -> list[Delivery]:
        """The posted letters that it can be, the newest first; at least one."""
        typed: str = self.cleaned_data["typed"].strip()
        posted = Delivery.objects.filter(way=DeliveryWay.LETTER).select_related(
            "contribution__consultation", "recipient"
        )
        if match := MARK.match(typed):
            letter = BatchLetter.objects.filter(batch__number=match[1], position=match[2])
            found = posted.filter(printed_in__in=letter)
        else:
            found = posted.filter(contribution=_contribution(typed))
        letters = list(found.order_by("-pk"))
        if not letters:
            raise forms.ValidationError(_("We posted no letter with this number."))
        here = [letter for letter in letters if letter.status == DeliveryStatus.POSTED]
        if not here:
            raise forms.ValidationError(
                _("This letter is not noted as posted, but as: %(state)s.")
                % {"state": letters[0].get_status_display()}
            )
        return here


def _contribution(typed: str) -> Contribution:
    # The QR code on a letter holds the address of the follow page, which ends in the code.
    code = typed.rstrip("/").rsplit("/", 1)[-1]
    try:
        found = by_reference(typed) or by_follow_code(code)
    except codes.InvalidCode:
        found = None
    if found is None:
        raise forms.ValidationError(_("There is no letter or contribution with this number."))
    return found


class WhyBackForm(forms.Form):
    """Why it came back, as the post noted on the envelope."""

    why = forms.ChoiceField(
        label=gettext_lazy("What the post noted on it"),
        widget=forms.RadioSelect,
        choices=[
            ("moved", pgettext_lazy("returned letter", "moved")),
            ("unknown", pgettext_lazy("returned letter", "not known at this address")),
            ("incomplete", pgettext_lazy("returned letter", "address incomplete or wrong")),
            ("refused", pgettext_lazy("returned letter", "refused")),
            ("uncollected", pgettext_lazy("returned letter", "not collected")),
            ("nothing", pgettext_lazy("returned letter", "nothing, or something else")),
        ],
        initial="nothing",
    )

    def said(self) -> str:
        """The words of the choice."""
        field: Any = self.fields["why"]
        return str(dict(field.choices)[self.cleaned_data["why"]])
