"""Sheets to lay between letters before they are scanned: a QR code says that a letter begins.

``SB`` stands on a plain sheet. ``SB:DW26:20260312`` says of the letters behind it, until another
sheet says otherwise, to which consultation they belong and when they came in; either may be
missing. The code holds nothing about people.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from participatie.core import languages, organisation, pdf, qr
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline.models import Consultation

TEMPLATE = "scans/sheets.typ"
MOST = 200
"""Sheets in one document."""
_CODE = re.compile(r"SB(?::([A-Z0-9-]{0,20}):(\d{8})?)?")


@dataclass(frozen=True)
class Sheet:
    """What a separator sheet says of the letters behind it."""

    prefix: str = ""
    """The letters of the consultation's numbers, such as DW26."""
    received_on: date | None = None

    @property
    def says_something(self) -> bool:
        """Whether it is more than the mark that a letter begins."""
        return bool(self.prefix or self.received_on)

    @property
    def code(self) -> str:
        """What its QR code says."""
        if not self.says_something:
            return "SB"
        day = f"{self.received_on:%Y%m%d}" if self.received_on else ""
        return f"SB:{self.prefix}:{day}"


def read(code: str) -> Sheet | None:
    """The sheet with this code; None for any other code."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    day = None
    if found[2]:
        try:
            day = datetime.strptime(found[2], "%Y%m%d").date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            return None
    return Sheet(found[1] or "", day)


def document(count: int, consultation: Consultation | None, received_on: date | None) -> bytes:
    """The PDF of `count` sheets: one that says what the stack is, and plain ones behind it.

    Without a consultation and a day all are plain. Raises `pdf.PdfError`.
    """
    first = Sheet(consultation.prefix if consultation else "", received_on)
    facts = []
    if consultation is not None:
        title = consultation.title_in(languages.current()).text
        facts.append([_("Consultation"), f"{consultation.prefix} {title}"])
    if received_on is not None:
        facts.append([_("Received on"), nl_date(received_on, "weekday")])
    sheets = [_shown(first, facts), *[_shown(Sheet(), [])] * (count - 1)]
    data = {
        "organisation": organisation.details().name,
        "heading": _("A new letter begins here"),
        "note": _(
            "Lay this sheet on top of the letter, with this side up. You can use it again and "
            "again. It is not kept with the letter."
        ),
        "alt": _("QR code for the scanner"),
        "sheets": sheets,
    }
    return pdf.render(TEMPLATE, data, title=_("Separator sheets"), lang=languages.current())


def _shown(sheet: Sheet, facts: list[list[str]]) -> dict[str, object]:
    return {"svg": qr.image(sheet.code), "code": sheet.code, "facts": facts}
