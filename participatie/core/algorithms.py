"""Every rule by which the computer helps people judge, told to everyone and switched off by us.

A room tells of its algorithms in a module `algorithms.py` of its own, which is found when the site
starts. The fields are those of the Dutch Algoritmeregister, version 1.0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from participatie.core.models import AlgorithmSwitch

Text = str | Promise


@dataclass(frozen=True)
class Link:
    """A law or a source by its name, with the address where it can be read."""

    title: Text
    url: str


@dataclass(frozen=True)
class Algorithm:
    """What one algorithm does and who decides, in words that everyone understands.

    Lengths are those of the register: a name of at most 100 characters, `description_short` 400,
    `methods_and_models` 5,000 and the other texts 2,500. `begin_date` is a month, “2026-11”.
    """

    slug: str
    name: Text
    description_short: Text
    goal: Text
    methods_and_models: Text
    """How it works."""
    human_intervention: Text
    """Who decides, and what they do with the result."""
    source_data: Text
    proportionality: Text
    """Why it is worth it, and what else was possible."""
    risks: Text
    lawful_basis: Text
    begin_date: str
    when_off: Text = ""
    """What people notice while it is off. Empty: it cannot be switched off."""
    laws: tuple[Link, ...] = ()

    @property
    def begun(self) -> date:
        """The first day of the month that it came into use."""
        return date.fromisoformat(f"{self.begin_date}-01")

    @property
    def can_be_switched(self) -> bool:
        """Whether the site can do without it."""
        return bool(self.when_off)


@dataclass(frozen=True)
class State:
    """Whether an algorithm works now; `since` is None when it was never switched."""

    is_on: bool
    since: datetime | None = None
    reason: str = ""


_registered: dict[str, Algorithm] = {}


def register(algorithm: Algorithm) -> Algorithm:
    """Put an algorithm in the register; raises `ValueError` when its slug is taken."""
    if _registered.setdefault(algorithm.slug, algorithm) != algorithm:
        raise ValueError(f"There are two algorithms with the slug {algorithm.slug!r}.")
    return algorithm


def registered() -> list[Algorithm]:
    """All algorithms, in order of slug."""
    return [_registered[slug] for slug in sorted(_registered)]


def get(slug: str) -> Algorithm:
    """The algorithm with this slug; raises `KeyError` when there is none."""
    return _registered[slug]


def is_on(slug: str) -> bool:
    """Whether the feature that this algorithm drives may be used now, in whatever process.

    One query. Raises `KeyError` for an algorithm that is not registered.
    """
    return states([get(slug)])[slug].is_on


def states(of: Iterable[Algorithm]) -> dict[str, State]:
    """How each of these algorithms stands now, by slug; one query for all."""
    slugs = [algorithm.slug for algorithm in of]
    latest = (
        AlgorithmSwitch.objects.filter(slug__in=slugs)
        .order_by("slug", "-pk")
        .distinct("slug")
        .only("slug", "is_on", "at", "reason")
    )
    switched = {row.slug: State(row.is_on, row.at, row.reason) for row in latest}
    return {slug: switched.get(slug, State(is_on=True)) for slug in slugs}
