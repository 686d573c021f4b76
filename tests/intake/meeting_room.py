"""A meeting as a clerk keeps it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.meeting import acts
from participatie.intake.meeting.models import Meeting
from participatie.pipeline.models import Consultation
from tests import builders

SAID = "De brug is te smal voor twee tractoren.\n\nDat is gevaarlijk."
SPEAKER = {
    "text": SAID,
    "agreement": "agreed",
    "kind": "person",
    "name": "Fenna Wiersma",
    "email": "fenna@voorbeeld.example",
    "reply_by": "email",
}
ATTENDEE = {
    "name": "Oene Postma",
    "way": "email",
    "email": "oene@voorbeeld.example",
    "consented": "on",
}


def meeting(to: Consultation | None = None, held_on: date | None = None, **over: Any) -> Meeting:
    """A meeting that is held today, made by the act."""
    details = acts.Details(
        **{
            "consultation": to or builders.consultation(),
            "name": "Avond in het dorpshuis",
            "held_on": held_on or clock.today(),
            "place": "Dorpshuis, Harstede",
            "notes_by": "Clerk Test",
        }
        | over
    )
    return acts.make(details, actor=builders.staff(Role.CLERK))


def address(name: str, of: Meeting, *rest: Any) -> str:
    """An address of this meeting."""
    return reverse(f"meeting_notes:{name}", args=[of.pk, *rest])


def speak(
    client: Client, at: Meeting, *, key: UUID | None = None, button: str = "next", **typed: Any
) -> Any:
    """Send the form of one speaker; `typed` goes over `SPEAKER`."""
    return client.post(address("entry", at, key or uuid4()), SPEAKER | {button: "1"} | typed)


def write_report(
    client: Client, of: Meeting, text: str, *, public: bool = False, **over: Any
) -> Any:
    """Save the general part of the report, or make it public."""
    sent = {"text": text, "seen_at": clock.now().isoformat(), "checked": "on"}
    return client.post(address("report", of), sent | {"public" if public else "save": "1"} | over)
