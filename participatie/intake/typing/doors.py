"""What differs between the doors that a clerk types for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participatie.intake.typing.forwarded import FIELDS as FORWARDED
from participatie.pipeline.statuses import Channel, DeliveryWay


@dataclass(frozen=True)
class Door:
    """One door: its word in addresses, how it is called, and which fields its form lacks."""

    word: str
    title: Any
    choose: Any
    hint: Any
    text_label: Any
    text_help: Any
    reply_by: DeliveryWay
    without: frozenset[str]
    contact: tuple[str, ...]
    """The contact fields in the order in which they come up: as on a letter, or as one asks."""
    first_field: str
    """Where typing begins once the consultation is known."""
    asks: bool = False
    """Whether the clerk asks the questions of the form, one by one."""
    rest_label: Any = ""
    """What the text is called when it stands below the questions."""
    is_at_the_desk: bool = True
    """Whether the desk has its form; what is said at a meeting has a room of its own."""


_AS_WRITTEN = ("name", "organisation", "street", "postcode", "city", "email", "phone")
_AS_ASKED = ("name", "phone", "email", "organisation", "street", "postcode", "city")

DOORS = {
    Channel.PHONE: Door(
        word="telefoon",
        title=_("Enter a telephone call"),
        choose=_("Telephone"),
        hint=_("Somebody is on the line."),
        text_label=_("What the caller says"),
        text_help=_("Write in the caller's own words. You read it back in the next step."),
        reply_by=DeliveryWay.PHONE,
        without=frozenset({"form_code", "postmarked_on", "scan", "signatories", *FORWARDED}),
        contact=_AS_ASKED,
        first_field="text",
        asks=True,
        rest_label=_("What else the caller says"),
    ),
    Channel.DESK: Door(
        word="bezoek",
        title=_("Enter a visit"),
        choose=_("Visit"),
        hint=_("Somebody stands at the desk."),
        text_label=_("What the visitor says"),
        text_help=_("Write in the visitor's own words. You read it back in the next step."),
        reply_by=DeliveryWay.LETTER,
        without=frozenset({"form_code", "postmarked_on", *FORWARDED}),
        contact=_AS_ASKED,
        first_field="text",
        asks=True,
        rest_label=_("What else the visitor says"),
    ),
    Channel.LETTER: Door(
        word="brief",
        title=_("Enter a letter"),
        choose=_("Letter"),
        hint=_("By post or in the letterbox."),
        text_label=_("Text of the letter"),
        text_help=_("Type it over word for word, or add a scan below. Both is best."),
        reply_by=DeliveryWay.LETTER,
        without=frozenset(),
        contact=_AS_WRITTEN,
        first_field="received_on",
        rest_label=_("What else was written"),
    ),
    Channel.EMAIL: Door(
        word="e-mail",
        title=_("Enter an e-mail"),
        choose=_("E-mail"),
        hint=_("Sent to a mailbox of ours."),
        text_label=_("Text of the e-mail"),
        text_help=_("Paste it as it came in, or add it as a file below."),
        reply_by=DeliveryWay.EMAIL,
        without=frozenset({"form_code", "postmarked_on"}),
        contact=_AS_WRITTEN,
        first_field="received_on",
    ),
    Channel.MEETING: Door(
        word="bijeenkomst",
        title=_("Enter a meeting note"),
        choose=_("Meeting"),
        hint=_("Several speakers, one after the other."),
        text_label=_("What this speaker said"),
        text_help=_("One speaker at a time. The next speaker comes after saving."),
        reply_by=DeliveryWay.COLLECT,
        without=frozenset(
            {
                *("consultation", "received_on", "form_code", "postmarked_on", "signatories"),
                *FORWARDED,
            }
        ),
        contact=_AS_ASKED,
        first_field="text",
        is_at_the_desk=False,
    ),
}
"""The doors in the order in which they are offered. The web form is not one of them."""
AT_THE_DESK = {channel: door for channel, door in DOORS.items() if door.is_at_the_desk}
"""Those by which the desk takes in one contribution at a time."""
