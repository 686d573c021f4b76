"""The register of algorithms, for people and in the form of the Dutch Algoritmeregister 1.0."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from participatie.core import algorithms
from participatie.core.algorithms import Algorithm, Link, State
from participatie.core.organisation import details


@dataclass(frozen=True)
class Entry:
    """One algorithm and how it stands now."""

    algorithm: Algorithm
    state: State


def entries() -> list[Entry]:
    """The whole register, by name in the language of the page."""
    every = algorithms.registered()
    states = algorithms.states(every)
    found = [Entry(algorithm, states[algorithm.slug]) for algorithm in every]
    return sorted(found, key=lambda entry: str(entry.algorithm.name))


def in_standard_form() -> list[dict[str, Any]]:
    """The register as the national one takes it in: in Dutch, empty fields left out."""
    with translation.override("nl"):
        return [_in_standard_form(entry) for entry in entries()]


def _in_standard_form(entry: Entry) -> dict[str, Any]:
    told, state = entry.algorithm, entry.state
    ended = "" if state.is_on or state.since is None else f"{timezone.localtime(state.since):%Y-%m}"
    fields = {
        "name": str(told.name),
        "description_short": str(told.description_short),
        "organization": details().name,
        "category": ["Organisatie en bedrijfsvoering"],
        "status": "In gebruik" if state.is_on else "Buiten gebruik",
        "begin_date": told.begin_date,
        "end_date": ended,
        "contact_email": details().email,
        "publication_category": "Overige algoritmes",
        "url": f"{settings.BASE_URL}{reverse('duties:algorithms')}#{told.slug}",
        "goal": str(told.goal),
        "proportionality": str(told.proportionality),
        "human_intervention": str(told.human_intervention),
        "risks": str(told.risks),
        "lawful_basis": str(told.lawful_basis),
        "lawful_basis_grouping": _links(told.laws),
        "source_data": str(told.source_data),
        "methods_and_models": str(told.methods_and_models),
        "lang": "nld",
        "standard_version": "1.0",
        "source_id": told.slug,
    }
    return {name: value for name, value in fields.items() if value}


def _links(laws: Sequence[Link]) -> list[dict[str, str]]:
    return [{"title": str(law.title), "link": law.url} for law in laws]
