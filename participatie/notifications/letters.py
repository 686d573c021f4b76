"""Notices on paper: PDF letters for a window envelope."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.core import clock, organisation, pdf
from participatie.intake.post.letters import register_renderer
from participatie.notifications.messages import compose, deliveries_with_content
from participatie.pipeline.models import Delivery


@register_renderer
def render(deliveries: Sequence[Delivery]) -> bytes:
    """One PDF with a letter for each of these deliveries, in order."""
    order = [delivery.pk for delivery in deliveries]
    rows = {row.pk: row for row in deliveries_with_content().filter(pk__in=order)}
    letters = [_letter(rows[pk]) for pk in order]
    return pdf.render("letters/letter.typ", {"letters": letters}, title=_title(letters))


def _title(letters: list[dict[str, Any]]) -> str:
    if len(letters) == 1:
        return str(letters[0]["subject"])
    return _("%(count)d letters, %(day)s") % {
        "count": len(letters),
        "day": date_format(clock.today(), "j F Y"),
    }


def _letter(delivery: Delivery) -> dict[str, Any]:
    """One letter, with its labels in the language of who sent the contribution."""
    contribution = delivery.contribution
    message = compose(delivery)
    sender = organisation.details()
    with translation.override(contribution.language):
        return {
            "lang": contribution.language,
            "labels": _labels(),
            "sender": asdict(sender),
            "recipient": delivery.recipient.contact.address_lines,
            "date": date_format(clock.today(), "j F Y"),
            "reference": contribution.reference,
            "subject": message.subject,
            "salutation": message.salutation,
            "body": message.blocks,
            "closing": _("Kind regards,"),
            "signature": [sender.name],
        }


def _labels() -> dict[str, str]:
    return {
        "return_address": _("Return address"),
        "date": _("Date"),
        "reference": _("Our reference"),
        "subject": _("Subject"),
        "contact": _("Questions?"),
        "visit": _("Visiting address"),
        "enclosures": _("Enclosures"),
        "page": _("Page {page} of {pages}"),
    }
