"""A letter on the paper of the organisation, whatever it says and whoever sends it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.core import clock, organisation

LONGEST_LINE = 90
"""Characters of a line of an address: two lines in the smallest letter that the window allows."""


def letter(
    recipient: Sequence[str],
    *,
    reference: str,
    subject: str,
    salutation: str,
    body: Sequence[Any],
    **more: Any,
) -> dict[str, Any]:
    """One letter of today for templates/letters/letter.typ, labelled in the active language.

    `recipient` is the address by the line, `body` are blocks (see templates/pdf/base.typ), and
    `more` is what only some letters have.
    """
    sender = organisation.details()
    return {
        "labels": {
            "return_address": _("Return address"),
            "date": _("Date"),
            "reference": _("Our reference"),
            "subject": _("Subject"),
            "contact": _("Questions?"),
            "visit": _("Visiting address"),
            "enclosures": _("Enclosures"),
            "page": _("Page {page} of {pages}"),
        },
        "sender": asdict(sender),
        "recipient": [_short(line) for line in recipient],
        "date": date_format(clock.today(), "j F Y"),
        "reference": reference,
        "subject": subject,
        "salutation": salutation,
        "body": body,
        "closing": _("Kind regards,"),
        "signature": [sender.name],
        **more,
    }


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"
