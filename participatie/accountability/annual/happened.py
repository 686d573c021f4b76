"""What happened in a year beside the contributions: consultations, algorithms, outages."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from participatie.accountability.annual.year import Year
from participatie.core import algorithms, clock
from participatie.core.algorithms import Algorithm
from participatie.core.models import AlgorithmSwitch
from participatie.pipeline.models import Consultation, Contribution, Outage


@dataclass(frozen=True)
class Held:
    """A consultation that ran, was answered or was decided on in a year."""

    consultation: Consultation
    received: int
    """Contributions of this year."""


def consultations(year: Year) -> list[Held]:
    """The consultations that this year had something of, by closing day; 2 queries."""
    received = Counter(
        dict(
            Contribution.objects.filter(year.has_moment("received_at"))
            .order_by()
            .values_list("consultation")
            .annotate(Count("pk"))
        )
    )
    had = (
        Q(opens_on__lte=year.last, closes_on__gte=year.first)
        | year.has_moment("answers_published_at")
        | year.has_moment("decided_at")
        | Q(pk__in=list(received))
    )
    rows = Consultation.objects.filter(had).order_by("closes_on", "pk")
    return [Held(each, received[each.pk]) for each in rows]


@dataclass(frozen=True)
class Used:
    """An algorithm that was there in a year, and when it was switched."""

    algorithm: Algorithm
    is_on: bool
    """At the end of the year, or now."""
    switches: list[AlgorithmSwitch]
    """Those of the year, oldest first."""


def algorithms_of(year: Year) -> list[Used]:
    """The algorithms in use in this year, by name; 1 query."""
    switches = list(AlgorithmSwitch.objects.filter(at__lt=year.ends_at).order_by("pk"))
    found = []
    for algorithm in algorithms.registered():
        own = [each for each in switches if each.slug == algorithm.slug]
        if algorithm.begun <= year.last:
            in_year = [each for each in own if each.at >= year.begins_at]
            found.append(Used(algorithm, own[-1].is_on if own else True, in_year))
    return sorted(found, key=lambda used: str(used.algorithm.name))


@dataclass(frozen=True)
class Interruption:
    """An outage that began in a year, and what it meant for terms."""

    outage: Outage
    hindered: int
    """Consultations."""
    extended: int
    """Consultations that got a longer term because of it."""

    @property
    def ended_at(self) -> datetime | None:
        """None while it goes on."""
        ended = self.outage.ended_at
        return ended if ended is None or ended <= clock.now() else None

    @property
    def length(self) -> timedelta:
        """How long it was, or is until now; nothing for planned work that is to come."""
        return max((self.ended_at or clock.now()) - self.outage.began_at, timedelta())


def outages(year: Year) -> list[Interruption]:
    """The outages that began in this year, oldest first; 1 query."""
    rows = (
        Outage.objects.filter(year.has_moment("began_at"))
        .annotate(
            hindered=Count("terms"),
            extended=Count("terms", filter=~Q(terms__closes_on_after=None)),
        )
        .order_by("began_at", "pk")
    )
    return [Interruption(row, row.hindered, row.extended) for row in rows]
