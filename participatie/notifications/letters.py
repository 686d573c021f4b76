"""Notices on paper: PDF letters for a window envelope."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.core import clock, organisation, pdf
from participatie.intake.letters import register_renderer
from participatie.notifications.messages import compose, deliveries_with_content
from participatie.pipeline.models import Delivery


@register_renderer
def render(deliveries: Sequence[Delivery]) -> bytes:
    """One PDF with a letter for each of these deliveries, in order."""
    order = [delivery.pk for delivery in deliveries]
    rows = {row.pk: row for row in deliveries_with_content().filter(pk__in=order)}
    data = {"labels": _labels(), "letters": [_letter(rows[pk]) for pk in order]}
    return pdf.render("letters/letter.typ", data, title=_title([rows[pk] for pk in order]))


def _title(deliveries: list[Delivery]) -> str:
    if len(deliveries) == 1:
        return compose(deliveries[0]).subject
    return _("%(count)d letters, %(day)s") % {
        "count": len(deliveries),
        "day": date_format(clock.today(), "j F Y"),
    }


def _letter(delivery: Delivery) -> dict[str, Any]:
    with translation.override(delivery.contribution.language):
        return _in_its_language(delivery)


def _in_its_language(delivery: Delivery) -> dict[str, Any]:
    message = compose(delivery)
    sender = organisation.details()
    return {
        "lang": delivery.contribution.language,
        "labels": _labels(),
        "sender": asdict(sender),
        "recipient": delivery.recipient.contact.address_lines,
        "date": date_format(clock.today(), "j F Y"),
        "reference": delivery.contribution.reference,
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
        "before": _("Was"),
        "after": _("Becomes"),
    }
