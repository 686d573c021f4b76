"""The desk's form as a clerk sends it."""

from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.pipeline.statuses import Channel
from tests import builders

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n"
LETTER = {
    "consultation": "dorpsweg",
    "received_on": "vul in",
    "text": "De bomen moeten blijven staan.\n\nMet groet, A. Jansen",
    "kind": "person",
    "name": "Anna Jansen",
    "street": "Dorpsstraat 5",
    "postcode": "9911xa",
    "city": "Harstede",
    "reply_by": "letter",
}
CALL = {
    "consultation": "dorpsweg",
    "received_on": "vul in",
    "text": "Ik vind het fietspad veel te smal.",
    "kind": "person",
    "name": "Piet Bakker",
    "phone": "06 1234 5678",
    "reply_by": "phone",
}


def clerk_client(email: str = "") -> Client:
    """A browser in which a clerk is logged in."""
    client = Client()
    client.force_login(builders.staff(Role.CLERK, email=email))
    return client


def scan(name: str = "brief.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file from the scanner."""
    return SimpleUploadedFile(name, content, "application/pdf")


def address(channel: Channel, key: UUID | None = None) -> str:
    """Where the form of one entry is sent to."""
    return reverse("desk:entry", args=[channel, key or uuid4()])


def send(
    client: Client,
    channel: Channel,
    *,
    key: UUID | None = None,
    button: str = "save",
    base: dict[str, Any] | None = None,
    **typed: Any,
) -> Any:
    """Press a button under the form; `typed` goes over `base`, a letter or a call."""
    from django.utils.formats import date_format

    from participatie.core import clock

    spoken = channel in (Channel.PHONE, Channel.DESK)
    values = dict(base if base is not None else CALL if spoken else LETTER)
    if values.get("received_on") == "vul in":
        values["received_on"] = date_format(clock.today(), "d-m-Y")
    values |= {button: "1"} | typed
    return client.post(address(channel, key), values)
