"""Every number from 1 to the last, and what became of it: anyone can see that none is missing.

Why a contribution was not admitted is told in kind only. The reason itself was written to the
sender, and may tell of a person; that it came in late follows from its day, which is public.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from participatie.core import clock
from participatie.core.formulas import harmless
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import public_texts
from participatie.pipeline.statuses import Channel, Status, Timeliness

AT_ONCE = 1000
"""Numbers that are read together."""


@dataclass(frozen=True)
class Entry:
    """One number that was given; one that is missing has no `channel`, `day` and `status`."""

    prefix: str
    number: int
    channel: Channel | None = None
    day: date | None = None
    """The day it came in."""
    status: Status | None = None
    is_late: bool = False
    is_public: bool = False
    """Whether its text can be read."""

    @property
    def reference(self) -> str:
        """The public number, such as OV26-0042."""
        return f"{self.prefix}-{self.number:04d}"

    @property
    def state(self) -> str:
        """What became of it, in words."""
        if self.status is None:
            return _("missing")
        if self.status is not Status.INADMISSIBLE:
            return str(self.status.label)
        if self.is_late:
            return _("not admissible, because it came in late")
        return _("not admissible, for a reason that the sender was told")


def entries(consultation: Consultation, numbers: Sequence[int]) -> list[Entry]:
    """These numbers in this order, with what is known of each; 1 query."""
    texts = public_texts.readable().filter(contribution=OuterRef("pk"))
    rows = (
        consultation.contributions.filter(number__in=numbers)
        .annotate(readable=Exists(texts))
        .order_by()
        .values_list("number", "channel", "received_at", "status", "timeliness", "readable")
    )
    found = {
        number: Entry(
            prefix=consultation.prefix,
            number=number,
            channel=Channel(channel),
            day=clock.day_of(received_at),
            status=Status(status),
            is_late=timeliness == Timeliness.LATE,
            is_public=readable,
        )
        for number, channel, received_at, status, timeliness, readable in rows
    }
    return [found.get(number) or Entry(consultation.prefix, number) for number in numbers]


def as_csv(consultation: Consultation, highest: int, address: str) -> Iterator[bytes]:
    """All numbers as a table, piece by piece. UTF-8 with the mark for spreadsheets, semicolons.

    `address` + number is where a text can be read.
    """
    names = [_("Number"), _("Door"), _("Came in"), _("Status"), _("Text")]
    yield b"\xef\xbb\xbf" + _lines([names])
    for first in range(1, highest + 1, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, highest + 1))
        yield _lines(
            [
                entry.reference,
                str(entry.channel.label) if entry.channel else "",
                entry.day.isoformat() if entry.day else "",
                entry.state,
                f"{address}{entry.number}/" if entry.is_public else "",
            ]
            for entry in entries(consultation, numbers)
        )


def _lines(rows: Iterable[list[str]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode()
