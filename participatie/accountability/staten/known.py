"""What the pages about one consultation need to know of all of it, counted once for each state.

With ten thousand contributions counting takes longer than a page may take.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from participatie.accountability import lagging, parity
from participatie.accountability.overview import Overview, overview
from participatie.accountability.staten import home, lists
from participatie.accountability.staten.checks import Check, checks
from participatie.accountability.staten.home import Notices
from participatie.core.once import at_hand
from participatie.pipeline.models import Consultation, Event
from participatie.pipeline.statuses import Channel

OVERTAKEN = 5_000
"""A fact can be committed after facts with higher numbers; never after so many of them."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Known:
    """Numbers and places, without texts."""

    overview: Overview
    checks: Sequence[Check]
    notices: Sequence[Notices]
    answer_statuses: Mapping[str, int]
    lagging: Sequence[Channel]
    """The doors by which senders wait longer, or are helped less, than by the best one."""


def known(consultation: Consultation) -> Known:
    """What is known of a consultation now; 1 query when nothing happened since the last time."""
    return known_of_each([consultation])[consultation.pk]


def known_of_each(consultations: Sequence[Consultation]) -> dict[int, Known]:
    """{key: what is known of it now}; 1 query when nothing happened since the last time."""
    return once("numbers-2", _count, consultations)


def once(
    name: str, make: Callable[[Consultation], Made], consultations: Sequence[Consultation]
) -> dict[int, Made]:
    """{key: what `make` gives}, made once for each state of the record and kept by this name.

    1 query when nothing happened since the last time. Only for names that exist (`core.once`).
    """
    of_key = {f"staten-{each.pk}-{name}": each for each in consultations}
    states = _states(consultations)
    found = at_hand(
        {key: states[each.pk] for key, each in of_key.items()}, lambda key: make(of_key[key])
    )
    return {of_key[key].pk: made for key, made in found.items()}


def _states(consultations: Sequence[Consultation]) -> dict[int, tuple[object, ...]]:
    """{key: what no other state of its track has}, also when a notice was only sent or returned.

    As `overview.Stamp`, but of every fact, and without reading all of them: the last fact, its
    moment, and how many there are of those that can have been overtaken.
    """
    own = Event.objects.filter(consultation=OuterRef("pk"))
    # Its moment by its key: by this order again, the database reads back through the facts of every
    # other consultation first.
    moment = Event.objects.filter(pk=OuterRef("last")).values("at")
    near = own.filter(pk__gt=OuterRef("last") - OVERTAKEN).order_by().values("consultation")
    rows = (
        Consultation.objects.filter(pk__in=[each.pk for each in consultations])
        .order_by()
        .annotate(
            last=Subquery(own.order_by("-pk").values("pk")[:1]),
            at=Subquery(moment),
            near=Coalesce(
                Subquery(near.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
            ),
        )
        .values_list("pk", F("last"), F("at"), F("near"))
    )
    return {pk: tuple(state) for pk, *state in rows}


def _count(consultation: Consultation) -> Known:
    seen, sent = overview(consultation), home.notices(consultation)
    return Known(
        overview=seen,
        checks=checks(consultation, seen, sent),
        notices=sent,
        answer_statuses=lists.answer_statuses(consultation),
        lagging=_lagging(consultation),
    )


def _lagging(consultation: Consultation) -> list[Channel]:
    *doors, _together = parity.by_door(parity.Selection(consultation))
    return [lag.door.channel for lag in lagging.lagging(doors, of_one=True) if lag.door.channel]
