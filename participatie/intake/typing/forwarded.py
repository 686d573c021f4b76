"""What came in at another body first, which sent it on to us (Awb 6:15)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participatie.intake.typing.fields import DayField, line

FIELDS = ("forwarded_by", "first_received_on")


class ForwardedFields(forms.Form):
    """Where it was first, and since when: that day decides whether it is in time."""

    forwarded_by = line(
        _("Which body sent it on to us?"), help_text=_("For example: the municipality of Harstede.")
    )
    first_received_on = DayField(
        label=_("When did it come in there?"),
        required=False,
        help_text=_("Their date stamp. This day decides whether it is in time (Awb 6:15)."),
        future=_("This day lies in the future."),
    )

    def check_forwarded(self, given: dict[str, Any]) -> None:
        """Whether body and day are both there, and the days in their order."""
        body, day = given.get("forwarded_by"), given.get("first_received_on")
        if body and day is None and "first_received_on" not in self.errors:
            self.add_error("first_received_on", _("Type the day on which it came in there."))
        if day is not None and not body and "forwarded_by" not in self.errors:
            self.add_error("forwarded_by", _("Type which body sent it on."))
        received = given.get("received_on")
        if day is not None and received is not None and day > received:
            self.add_error("first_received_on", _("This lies after the day it came in with us."))
