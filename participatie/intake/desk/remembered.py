"""What of the last entry is filled in again: consultation and day, for each door."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from participatie.core import clock
from participatie.intake.typing import matching
from participatie.intake.typing.doors import DOORS
from participatie.intake.typing.fields import typed_day
from participatie.intake.typing.forms import EntryForm
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel, SubmitterKind

_KEY = "desk"


def remember(session: SessionBase, channel: Channel, form: EntryForm) -> None:
    """Keep what the next entry by this door most likely has too, for the rest of this day."""
    found = form.consultation_found
    session[_KEY] = session.get(_KEY, {}) | {
        channel.value: {
            "day": clock.today().isoformat(),
            "consultation": found.pk if found else None,
            "received_on": typed_day(form.cleaned_data["received_on"]),
        }
    }


def first_values(session: SessionBase, channel: Channel) -> dict[str, Any]:
    """What a new form begins with."""
    values = {
        "kind": SubmitterKind.PERSON.value,
        "reply_by": DOORS[channel].reply_by.value,
        "received_on": typed_day(clock.today()),
    }
    last = session.get(_KEY, {}).get(channel.value, {})
    if last.get("day") == clock.today().isoformat():
        found = Consultation.objects.filter(pk=last["consultation"]).first()
        values["received_on"] = last["received_on"]
    else:
        found = matching.only_open()
    if found is not None:
        values["consultation"] = str(found)
    return values
