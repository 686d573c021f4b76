"""Which outages are on record."""

from collections.abc import Sequence
from datetime import datetime

from participatie.pipeline.models import Outage
from participatie.pipeline.statuses import Channel


def same_outage(
    began_at: datetime, ended_at: datetime | None, doors: Sequence[Channel]
) -> Outage | None:
    """The outage of exactly these times and doors: the button was pressed twice."""
    named = [str(door) for door in doors]
    return Outage.objects.filter(began_at=began_at, ended_at=ended_at, doors=named).first()
