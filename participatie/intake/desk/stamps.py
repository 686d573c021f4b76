"""Stamps to stick or staple on letters that came in: day, number, and the number as QR code.

The QR code holds the number, which is public, and never the follow code, which is secret.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.core import organisation, pdf, qr
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import AttachmentKind

TEMPLATE = "letters/stamps.typ"


class Paper(models.TextChoices):
    """What the stamps are printed on."""

    LABELS_24 = "labels24", gettext_lazy("Sheet of 24 labels, 70 by 37 mm")
    LABELS_21 = "labels21", gettext_lazy("Sheet of 21 labels, 63.5 by 38.1 mm")
    LOOSE = "loose", gettext_lazy("One sheet for each letter, to staple in front")


@dataclass(frozen=True)
class Sheet:
    """Where the labels are on a sheet of A4, in mm."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float

    @property
    def count(self) -> int:
        """How many labels there are on a sheet."""
        return self.columns * self.rows


SHEETS = {
    Paper.LABELS_24: Sheet(3, 8, width=70, height=37, left=0, top=0.5, gap=0),
    Paper.LABELS_21: Sheet(3, 7, width=63.5, height=38.1, left=7.25, top=15.15, gap=2.5),
}
MOST_LABELS = max(sheet.count for sheet in SHEETS.values())


def document(letters: Iterable[Contribution], paper: Paper, *, first: int = 1) -> bytes:
    """A PDF with one stamp for each letter, in this order.

    `first` is the first free label of a sheet that was used before, from 1. Raises
    `pdf.PdfError`.
    """
    sheet = SHEETS.get(paper)
    data = {
        "sheet": sheet,
        "first": min(first, sheet.count) if sheet else 1,
        "organisation": organisation.details().name,
        "stamps": [_stamp(letter) for letter in letters],
    }
    return pdf.render(TEMPLATE, data, title=_("Stamps for letters"))


def _stamp(letter: Contribution) -> dict[str, Any]:
    lines = [_("Received %(day)s") % {"day": nl_date(letter.received_at)}]
    if letter.postmarked_on:
        lines.append(_("Postmark %(day)s") % {"day": nl_date(letter.postmarked_on)})
    if any(attachment.kind == AttachmentKind.SCAN for attachment in letter.attachments.all()):
        lines.append(_("Scanned"))
    return {
        "number": letter.reference,
        "lines": lines,
        "svg": qr.image(letter.reference),
        "alt": _("QR code of the number %(number)s") % {"number": letter.reference},
    }
