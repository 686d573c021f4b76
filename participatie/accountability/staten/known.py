"""What the pages about one consultation need to know of all of it, counted once for each state.

With ten thousand contributions counting takes longer than a page may take.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from participatie.accountability.overview import KEPT_FOR, Overview, overview
from participatie.accountability.staten import home, lists
from participatie.accountability.staten.checks import Check, checks
from participatie.accountability.staten.home import Notices
from participatie.pipeline.models import Consultation, Event

OVERTAKEN = 20_000
"""A fact can be committed after facts with higher numbers; never after so many of them."""


@dataclass(frozen=True)
class Known:
    """Numbers and places, without texts."""

    overview: Overview
    checks: Sequence[Check]
    notices: Sequence[Notices]
    answer_statuses: Mapping[str, int]


def known(consultation: Consultation) -> Known:
    """What is known of a consultation now; 1 query when nothing happened since the last time."""
    return known_of_each([consultation])[consultation.pk]


def known_of_each(consultations: Sequence[Consultation]) -> dict[int, Known]:
    """{key: what is known of it now}; 1 query when nothing happened since the last time."""
    states = _states(consultations)
    kept = cache.get_many([_key(each) for each in consultations])
    found = {}
    for each in consultations:
        counted_at, counted = kept.get(_key(each), (None, None))
        if counted is None or counted_at != states[each.pk]:
            counted = _count(each)
            cache.set(_key(each), (states[each.pk], counted), KEPT_FOR)
        found[each.pk] = counted
    return found


def _key(consultation: Consultation) -> str:
    return f"staten-{consultation.pk}"


def _states(consultations: Sequence[Consultation]) -> dict[int, tuple[object, ...]]:
    """{key: what no other state of its track has}, also when a notice was only sent or returned.

    As `overview.Stamp`, but of every fact, and without reading all of them: the last fact, its
    moment, and how many there are of those that can have been overtaken.
    """
    own = Event.objects.filter(consultation=OuterRef("pk"))
    last = own.order_by("-pk")
    near = own.filter(pk__gt=OuterRef("last") - OVERTAKEN).order_by().values("consultation")
    rows = (
        Consultation.objects.filter(pk__in=[each.pk for each in consultations])
        .order_by()
        .annotate(
            last=Subquery(last.values("pk")[:1]),
            at=Subquery(last.values("at")[:1]),
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
    )
