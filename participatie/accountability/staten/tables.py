"""Figures that only Statenleden see, as tables."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from participatie.accountability.staten.home import Notices
from participatie.accountability.tables import Cell, Table, numbers, outcomes
from participatie.pipeline.statuses import AnswerStatus, Channel, Outcome


def door_outcomes(counts: Mapping[tuple[str, str], int], url: str) -> Table:
    """Points by door and outcome; each number leads to the contributions in the list at `url`."""

    def cell(channel: Channel, outcome: Outcome) -> Cell:
        (number,) = numbers(counts.get((channel, outcome), 0))
        if number == "0":
            return number
        return {"text": str(number), "url": f"{url}?kanaal={channel}&uitkomst={outcome}"}

    return Table(
        caption=_("Points by door and outcome"),
        names=[_("Door"), *outcomes()],
        rows=[
            [str(channel.label).capitalize(), *(cell(channel, outcome) for outcome in Outcome)]
            for channel in Channel
        ],
        total=[
            _("Together"),
            *numbers(*(sum(counts.get((c, o), 0) for c in Channel) for o in Outcome)),
        ],
    )


def progress(counts: Mapping[str, int]) -> Table:
    """How many points are how far, as long as no answer is published; `counts` by status."""
    steps = [("", _("no answer yet")), *AnswerStatus.choices]
    return Table(
        caption=_("Points by how far their answer is"),
        names=[_("Answer"), _("Points")],
        rows=[
            [str(label).capitalize(), *numbers(counts.get(status, 0))]
            for status, label in steps
            if status != AnswerStatus.PUBLISHED
        ],
        total=[_("Together"), *numbers(sum(counts.values()))],
    )


def notices(rows: Sequence[Notices]) -> Table:
    """The notices to senders, by what they are about and how far they are."""
    return Table(
        caption=_("Notices to senders"),
        names=[_("Notice"), _("Arrived"), _("On their way"), _("Did not arrive"), _("Together")],
        rows=[
            [
                str(row.kind.label).capitalize(),
                *numbers(row.arrived, row.waiting, row.failed, row.total),
            ]
            for row in rows
        ],
    )
