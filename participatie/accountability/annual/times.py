"""How long things took in a year: until the receipt, the judgement and the answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest

from participatie.accountability import parity
from participatie.accountability.annual.year import Year
from participatie.accountability.parity import DoorRow, Percentile, Selection, Wait
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.models import Consultation, Contribution, Event
from participatie.pipeline.statuses import Channel, Status

MEASURES: dict[str, Any] = {
    "count": Count("pk"),
    "waiting": Count("pk", filter=Q(judged_at=None)),
    "median": Percentile("waited", 0.5),
    "ninetieth": Percentile("waited", 0.9),
}


@dataclass(frozen=True)
class Times:
    """How long senders by one door waited, or by all together."""

    door: DoorRow
    judgement: Wait
    """For whether it is admissible; without what was withdrawn before that."""


def by_door(year: Year) -> list[Times]:
    """Every door in the fixed order, and all together; 5 queries."""
    judged = _judgements(year)
    rows = parity.by_door(Selection(first=year.first, last=year.last))
    return [Times(row, judged.get(row.channel, Wait())) for row in rows]


def _judgements(year: Year) -> dict[Channel | None, Wait]:
    judged = Event.objects.filter(
        contribution=OuterRef("pk"), kind__in=(kinds.ADMITTED, kinds.DECLINED)
    )
    first = judged.order_by().values("contribution").values_list(Min("at"))
    now = Value(clock.now(), DateTimeField())
    waited = ExpressionWrapper(Coalesce("judged_at", now) - F("received_at"), DurationField())
    rows = (
        Contribution.objects.filter(year.has_moment("received_at"))
        .order_by()
        .annotate(judged_at=Subquery(first))
        .exclude(status=Status.WITHDRAWN, judged_at=None)
        .annotate(waited=Greatest(waited, Value(timedelta(), DurationField())))
    )
    found: dict[Channel | None, Wait] = {
        Channel(row["channel"]): _wait(row) for row in rows.values("channel").annotate(**MEASURES)
    }
    found[None] = _wait(rows.aggregate(**MEASURES))
    return found


def _wait(row: dict[str, Any]) -> Wait:
    nothing = timedelta()
    return Wait(row["count"], row["waiting"], row["median"] or nothing, row["ninetieth"] or nothing)


@dataclass(frozen=True)
class Promise:
    """The day on which a decision was expected, and whether it was kept."""

    consultation: Consultation
    expected_on: date
    decided_on: date | None

    @property
    def is_kept(self) -> bool | None:
        """None while the day is still to come."""
        if self.decided_on is not None:
            return self.decided_on <= self.expected_on
        return None if clock.today() <= self.expected_on else False


def promises(year: Year) -> list[Promise]:
    """The consultations of which the decision was expected in this year; 1 query."""
    return [
        Promise(
            each,
            each.decision_expected_on,
            clock.day_of(each.decided_at) if each.decided_at else None,
        )
        for each in Consultation.objects.filter(year.has_day("decision_expected_on")).order_by(
            "decision_expected_on", "pk"
        )
        if each.decision_expected_on is not None
    ]
