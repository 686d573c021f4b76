"""How to take part without this form: always by telephone, by post and at the counter."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participatie.core import organisation
from participatie.core.templatetags.page import telephone_uri
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel


@dataclass(frozen=True)
class Way:
    """One way: what to do, with a number or address to follow if there is one, and details."""

    title: Any
    text: str
    link: str = ""
    url: str = ""


def other_ways(consultation: Consultation) -> list[Way]:
    """The other doors, those of the consultation first and else those of the organisation.

    Nobody is told to use this form only (Awb 2:7 lid 2).
    """
    ours, contact, doors = organisation.details(), consultation.contact, consultation.doors
    phone = contact.get("phone") or ours.phone
    hours = contact.get("phone_hours") or ours.phone_hours
    ways = [
        Way(_("Call"), doors.get(Channel.PHONE) or hours, phone, telephone_uri(phone)),
        Way(_("Write"), doors.get(Channel.LETTER) or ours.postal_address),
        Way(_("Come by"), doors.get(Channel.DESK) or ours.visiting_address),
    ]
    if email := doors.get(Channel.EMAIL):
        ways.append(
            Way(_("Mail"), "", email, f"mailto:{email}")
            if _is_address(email)
            else Way(_("Mail"), email)
        )
    if meeting := doors.get(Channel.MEETING):
        ways.append(Way(_("Come to a meeting"), meeting))
    return ways


def _is_address(text: str) -> bool:
    return "@" in text and " " not in text.strip()
