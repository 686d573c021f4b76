"""Figures that only Statenleden see, as tables in which every number leads to what it counts."""

from collections.abc import Mapping, Sequence

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accountability.figures import Door
from participatie.accountability.overview import UNANSWERED, Overview
from participatie.accountability.parity import Share
from participatie.accountability.staten.asked import NOTICES
from participatie.accountability.staten.evidence import ARRIVED, NOT_ARRIVED, ON_THE_WAY
from participatie.accountability.staten.home import Notices
from participatie.accountability.staten.lists import COUNTED_ONES, IN_TIME, LATE, WAITING
from participatie.accountability.staten.points import NO_ANSWER, WITHOUT_THEME
from participatie.accountability.tables import Cell, Table, numbers, outcome_names
from participatie.pipeline.statuses import LEADS_TO_CHANGE, AnswerStatus, Channel, Status


def linked(count: int, url: str, **query: object) -> Cell:
    """A number that leads to the list at `url`, narrowed; nothing leads to an empty list."""
    (number,) = numbers(count)
    if not count:
        return number
    chosen = QueryDict(mutable=True)
    chosen.update({name: str(value) for name, value in query.items() if value})
    return {"text": str(number), "url": f"{url}?{chosen.urlencode()}" if chosen else url}


def doors(seen: Overview, url: str, *, is_published: bool) -> Table:
    """What each door brought and what became of it; `url` is that of the contributions."""

    def row(door: Door) -> list[Cell]:
        by = door.channel or ""
        led = seen.led_by_door.get(by, 0) if by else seen.led_to_change
        return [
            {"text": door.label, "url": f"{url}?kanaal={by}"} if by else door.label,
            linked(door.received, url, kanaal=by),
            linked(door.in_time, url, kanaal=by, termijn=IN_TIME),
            linked(door.late, url, kanaal=by, termijn=LATE),
            linked(door.counted, url, kanaal=by, status=COUNTED_ONES),
            linked(door.inadmissible, url, kanaal=by, status=Status.INADMISSIBLE),
            linked(door.withdrawn, url, kanaal=by, status=Status.WITHDRAWN),
            linked(door.answered, url, kanaal=by, status=Status.ANSWERED),
            linked(led, url, kanaal=by, wijziging="on") if is_published else "–",
            linked(door.waiting, url, kanaal=by, status=WAITING),
        ]

    return Table(
        caption=_("Contributions by door"),
        names=[
            _("Door"),
            _("Received"),
            _("In time"),
            _("Late"),
            _("Admitted"),
            _("Not admissible"),
            _("Withdrawn"),
            _("Answered"),
            _("Led to change"),
            _("Still waiting"),
        ],
        rows=[row(door) for door in seen.doors],
        total=row(seen.total),
    )


def shares(seen: Overview, *, is_published: bool) -> Table:
    """Whether one door is treated as well as another, by shares of its contributions."""

    def row(door: Door) -> list[Cell]:
        by = [door.channel] if door.channel else list(Channel)
        points = {
            outcome: sum(seen.flows.get((each, outcome), 0) for each in by)
            for outcome, _name in outcome_names()
        }
        adopted = sum(points[outcome] for outcome in LEADS_TO_CHANGE)
        led = seen.led_by_door.get(door.channel, 0) if door.channel else seen.led_to_change
        return [
            door.label,
            Share(door.in_time, door.received).told,
            Share(door.counted, door.received).told,
            Share(door.answered, door.counted).told,
            Share(adopted, sum(points.values())).told if is_published else "–",
            Share(led, door.answered).told if is_published else "–",
        ]

    return Table(
        caption=_("Shares by door"),
        names=[
            _("Door"),
            _("In time"),
            _("Admitted"),
            _("Answered, of what was admitted"),
            _("Points adopted, wholly or partly"),
            _("Led to change, of what was answered"),
        ],
        rows=[row(door) for door in seen.doors if door.received],
        total=row(seen.total),
    )


def door_outcomes(seen: Overview, url: str) -> Table:
    """Points by door and outcome; `url` is that of the points."""

    def row(name: str, doors: Sequence[str], chosen: str = "") -> list[Cell]:
        counts = {
            outcome: sum(seen.flows.get((door, outcome), 0) for door in doors)
            for outcome, _name in outcome_names()
        }
        return [
            name,
            linked(sum(counts.values()), url, kanaal=chosen),
            *(linked(count, url, kanaal=chosen, uitkomst=o) for o, count in counts.items()),
        ]

    return Table(
        caption=_("Points by door and outcome"),
        names=[_("Door"), _("Points"), *(name for _key, name in outcome_names())],
        rows=[row(str(door.label).capitalize(), [door], door) for door in Channel],
        total=row(_("Together"), Channel.values),
    )


def themes_outcomes(seen: Overview, url: str) -> Table:
    """Points by theme and outcome; `url` is that of the points."""

    def row(name: str, counts: Mapping[str, int], points: int, chosen: object = "") -> list[Cell]:
        every = dict(counts) | {UNANSWERED: points - sum(counts.values())}
        return [
            name,
            linked(points, url, thema=chosen),
            *(linked(every[o], url, thema=chosen, uitkomst=o) for o, _name in outcome_names()),
        ]

    return Table(
        caption=_("Points by theme and outcome"),
        names=[_("Theme"), _("Points"), *(name for _key, name in outcome_names())],
        rows=[
            row(
                f"{theme.code}. {theme.name}",
                theme.outcomes,
                theme.points,
                theme.pk or WITHOUT_THEME,
            )
            for theme in seen.themes
        ],
        total=row(_("Together"), seen.outcomes, seen.points),
    )


def progress(counts: Mapping[str, int], url: str) -> Table:
    """How many points are how far, as long as no answer is published; `counts` by status."""
    steps = [("", _("no answer yet")), *AnswerStatus.choices]
    return Table(
        caption=_("Points by how far their answer is"),
        names=[_("Answer"), _("Points")],
        rows=[
            [
                str(label).capitalize(),
                linked(counts.get(status, 0), url, antwoord=status or NO_ANSWER),
            ]
            for status, label in steps
            if status != AnswerStatus.PUBLISHED
        ],
        total=[_("Together"), linked(sum(counts.values()), url)],
    )


def notices(rows: Sequence[Notices], slug: str) -> Table:
    """The notices to senders, by what they are about and how far they are; `slug` is that of the
    consultation.
    """

    def lists_of(row: Notices) -> list[Cell]:
        (asked,) = (question.slug for question in NOTICES if row.kind in question.kinds)
        url = reverse("staten:check", args=[slug, asked])
        return [
            linked(row.arrived, url, soort=row.kind, deel=ARRIVED),
            linked(row.waiting, url, soort=row.kind, deel=ON_THE_WAY),
            linked(row.failed, url, soort=row.kind, deel=NOT_ARRIVED),
        ]

    return Table(
        caption=_("Notices to senders"),
        names=[_("Notice"), _("Arrived"), _("On their way"), _("Did not arrive"), _("Together")],
        rows=[
            [str(row.kind.label).capitalize(), *lists_of(row), *numbers(row.total)] for row in rows
        ],
    )
