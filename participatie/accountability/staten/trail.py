"""What happened to one thing, step by step: by which role, never by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from participatie.accounts.roles import Role
from participatie.pipeline import kinds
from participatie.pipeline.models import Event
from participatie.pipeline.statuses import DeliveryKind, DeliveryStatus, DeliveryWay


@dataclass(frozen=True)
class Step:
    """One fact on the track. Reasons are left out: they may tell of a person."""

    at: datetime
    what: str
    by: str


def trail(events: QuerySet[Event]) -> list[Step]:
    """These events in order; 2 queries."""
    rows = (
        events.select_related("actor", "consultation")
        .prefetch_related("actor__groups")
        .order_by("at", "pk")
    )
    return [Step(at=event.at, what=_what(event), by=_by(event)) for event in rows]


def _what(event: Event) -> str:
    if event.kind == kinds.QUESTION_REPLIED and event.data.get("version", 1) > 1:
        return _("The reply to a question of the council was corrected")
    if event.kind == kinds.QUESTION_WITHHELD and event.data.get("because"):
        return _("A question of the council was made not public")
    if event.kind == kinds.QUESTION_WITHHELD:
        return _("A question of the council was made public again")
    label = str(kinds.LABELS.get(event.kind, event.kind))
    if event.kind in kinds.OF_CHANGES and event.consultation:
        return f"{label} ({event.consultation.prefix}-W{event.data['change']})"
    if event.kind != kinds.DELIVERY_SETTLED:
        return label
    return _("Notice “%(kind)s”, %(way)s: %(status)s") % {
        "kind": DeliveryKind(event.data["kind"]).label,
        "way": DeliveryWay(event.data["way"]).label,
        "status": DeliveryStatus(event.data["status"]).label,
    }


def _by(event: Event) -> str:
    if event.actor is None:
        return _("the sender") if event.kind in kinds.BY_SENDER else _("the system")
    names = {group.name for group in event.actor.groups.all()}
    return ", ".join(str(role.label) for role in Role if role in names) or _("staff")
