"""Finding consultations, and counting what came in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.models import Consultation, Event
from participatie.pipeline.statuses import Channel, Stage, Status


def with_stage() -> QuerySet[Consultation]:
    """Consultations with `stage_now`, the same as `Consultation.stage`, to filter and count by."""
    today = clock.today()
    return Consultation.objects.annotate(
        stage_now=Case(
            When(decided_at__isnull=False, then=Value(Stage.DECIDED)),
            When(opens_on__gt=today, then=Value(Stage.ANNOUNCED)),
            When(closes_on__gte=today, then=Value(Stage.OPEN)),
            When(answering_started_at__isnull=False, then=Value(Stage.ANSWERING)),
            default=Value(Stage.CLOSED),
            output_field=CharField(),
        )
    )


@dataclass(frozen=True)
class TermChange:
    """A term that was changed, and why."""

    changed_on: date
    old_closes_on: date
    new_closes_on: date
    reason: str
    outage: int | None = None
    """Key of the outage because of which it was changed."""


def term_changes(consultation: Consultation) -> list[TermChange]:
    """The changes of the term, oldest first."""
    rows = Event.objects.filter(consultation=consultation, kind=kinds.TERM_CHANGED)
    return [
        TermChange(
            changed_on=clock.day_of(event.at),
            old_closes_on=date.fromisoformat(event.data["before"][1]),
            new_closes_on=date.fromisoformat(event.data["after"][1]),
            reason=event.data["reason"],
            outage=event.data.get("outage"),
        )
        for event in rows
    ]


def extension_of(consultation: Consultation) -> TermChange | None:
    """The change that made the running term longer; None when the last change did not."""
    if not consultation.is_open:
        return None
    changes = term_changes(consultation)
    last = changes[-1] if changes else None
    return last if last and last.old_closes_on < last.new_closes_on else None


@dataclass(frozen=True)
class DoorFigures:
    """How many contributions one door brought, and what became of them."""

    channel: Channel
    received: int
    late: int
    counted: int
    inadmissible: int
    withdrawn: int
    answered: int


def figures(consultation: Consultation) -> list[DoorFigures]:
    """What came in by each door, also by doors that brought nothing."""
    rows: Iterable[Mapping[str, Any]] = (
        consultation.contributions.order_by()
        .values(door=F("channel"))
        .annotate(
            received=Count("pk"),
            late=Count("pk", filter=Q(timeliness="late")),
            counted=Count("pk", filter=Q(status__in=[Status.ADMITTED, Status.ANSWERED])),
            inadmissible=Count("pk", filter=Q(status=Status.INADMISSIBLE)),
            withdrawn=Count("pk", filter=Q(status=Status.WITHDRAWN)),
            answered=Count("pk", filter=Q(status=Status.ANSWERED)),
        )
    )
    names = [field.name for field in fields(DoorFigures) if field.name != "channel"]
    counts = {row["door"]: {name: row[name] for name in names} for row in rows}
    nothing = dict.fromkeys(names, 0)
    return [DoorFigures(channel=channel, **counts.get(channel, nothing)) for channel in Channel]
