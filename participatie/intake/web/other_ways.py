"""How to take part without this form: always by telephone, by post and at the counter."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.core import organisation
from participatie.core.templatetags.page import telephone_uri
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import BEFORE_THE_END, Channel

_NUMBER = re.compile(r"\s*(\+?\d[\d\s()-]{6,12}\d)[\s,.;:]*")
"""A telephone number at the beginning of what an editor wrote."""


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
    ways = [
        _phone(doors.get(Channel.PHONE, ""), contact.get("phone"), contact.get("phone_hours")),
        Way(
            _("Be called"),
            "",
            _("Call me back"),
            reverse("callback:ask", args=[consultation.slug]),
        ),
        Way(
            _("Write"),
            doors.get(Channel.LETTER) or ours.postal_address,
            _("Form on paper (PDF)") if consultation.stage in BEFORE_THE_END else "",
            reverse("paper:form", args=[consultation.slug]),
        ),
        Way(
            _("Come by"),
            doors.get(Channel.DESK) or ours.visiting_address,
            _("Help near you"),
            reverse("help"),
        ),
    ]
    email = doors.get(Channel.EMAIL, "").strip()
    if "@" in email and " " not in email:
        ways.append(Way(_("Mail"), "", email, f"mailto:{email}"))
    elif email:
        ways.append(Way(_("Mail"), email))
    if meeting := doors.get(Channel.MEETING):
        ways.append(Way(_("Come to a meeting"), meeting))
    return ways


def _phone(door: str, number: str | None, hours: str | None) -> Way:
    ours = organisation.details()
    if begins_with := _NUMBER.match(door):
        number, hours = begins_with[1], door[begins_with.end() :]
    elif number and hours:
        hours = door or hours
    else:
        number, hours = ours.phone, door or ours.phone_hours
    return Way(_("Call"), hours, number, telephone_uri(number))
