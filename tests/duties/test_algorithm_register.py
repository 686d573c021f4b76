"""The register of algorithms: complete, in plain words, and its switches work everywhere."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import algorithms, clock
from participatie.core.models import AlgorithmSwitch
from participatie.decisions.algorithms import CUTTING
from participatie.duties.switching import switch
from participatie.intake.algorithms import MATCHING
from participatie.intake.typing import matching
from participatie.pipeline.algorithms import TIMELINESS
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.triage import hints
from participatie.triage.algorithms import PERSONAL_DATA
from tests import builders

pytestmark = pytest.mark.django_db
RULES = json.loads((Path(__file__).parent / "algoritmeregister-1.0.json").read_text())
"""Fields of the national register: the rules of its schema (MinBZK/Algoritmeregister, v1_0)."""


def off(algorithm, reason="Wij zoeken uit of dit goed gaat."):
    return switch(algorithm.slug, to=False, actor=builders.staff(Role.ADMINISTRATOR), reason=reason)


def test_the_json_is_what_the_national_register_takes_in(client):
    off(PERSONAL_DATA)

    told = client.get("/algoritmeregister.json").json()

    assert {entry["source_id"] for entry in told} == {a.slug for a in algorithms.registered()}
    assert [problem for entry in told for problem in problems(entry)] == []


def problems(entry):
    """What in an entry the rules of the schema do not allow."""
    for name in entry.keys() - RULES.keys():
        yield f"{name} is no field of the register"
    for name, rule in RULES.items():
        value = entry.get(name)
        if value is None:
            if rule["required"]:
                yield f"{entry['source_id']}: {name} is missing"
            continue
        if rule["type"] == "array" and not isinstance(value, list):
            yield f"{name} is no list"
        values = value if isinstance(value, list) else [value]
        if "permitted_values" in rule and not set(values) <= set(rule["permitted_values"]):
            yield f"{name}: {value}"
        for text in values:
            if isinstance(text, str) and len(text) > rule.get("max_length", 10_000):
                yield f"{entry['source_id']}: {name} is {len(text)} long"
            if isinstance(text, dict):
                for part, inner in rule["items"].items():
                    if not 0 < len(text.get(part, "")) <= inner["max_length"]:
                        yield f"{name}.{part}: {text}"


@pytest.mark.parametrize("field", ["begin_date", "end_date"])
def test_dates_in_the_json_are_months(client, field):
    off(PERSONAL_DATA)
    dates = [
        entry[field] for entry in client.get("/algoritmeregister.json").json() if field in entry
    ]
    assert dates
    assert all(re.fullmatch(r"\d{4}-\d{2}", day) for day in dates)


def test_the_page_says_of_every_algorithm_what_people_do(client):
    page = client.get(reverse("duties:algorithms")).content.decode()
    for algorithm in algorithms.registered():
        assert f'id="{algorithm.slug}"' in page
    assert page.count("Wat mensen doen") == len(algorithms.registered())


def test_the_page_says_since_when_and_why_one_is_off(client):
    with clock.at(datetime(2026, 10, 3, 10, tzinfo=UTC)):
        off(PERSONAL_DATA, "Er ging iets mis met telefoonnummers.")
    page = client.get(reverse("duties:algorithms")).content.decode()
    assert "sinds 3 oktober 2026" in page
    assert "Er ging iets mis met telefoonnummers." in page
    english = client.get("/en/algoritmeregister/").content.decode()
    assert '<span lang="nl">Er ging iets mis met telefoonnummers.</span>' in english


def test_register_needs_no_more_queries_for_more_switches(client, django_assert_num_queries):
    for algorithm in (PERSONAL_DATA, MATCHING, CUTTING):
        off(algorithm)
        with django_assert_num_queries(1):
            client.get("/algoritmeregister.json")


def test_an_administrator_switches_off_and_on_again(client):
    administrator = builders.staff(Role.ADMINISTRATOR)
    client.force_login(administrator)
    where = reverse("switches:switch", args=[PERSONAL_DATA.slug])
    client.post(where, {"to": "off", "reason": "Er ging iets mis."})
    assert not algorithms.is_on(PERSONAL_DATA.slug)
    assert "Er ging iets mis." in client.get(where).content.decode()

    client.post(where, {"to": "on", "reason": "Het is opgelost."})
    assert algorithms.is_on(PERSONAL_DATA.slug)
    assert [(row.is_on, row.by) for row in AlgorithmSwitch.objects.all()] == [
        (True, administrator),
        (False, administrator),
    ]


def test_without_a_reason_nothing_is_switched(client):
    client.force_login(builders.staff(Role.ADMINISTRATOR))
    answer = client.post(
        reverse("switches:switch", args=[PERSONAL_DATA.slug]), {"to": "off", "reason": " "}
    )
    assert answer.status_code == 422
    assert algorithms.is_on(PERSONAL_DATA.slug)


@pytest.mark.parametrize("algorithm", [TIMELINESS])
def test_what_the_site_cannot_do_without_stays_on(algorithm):
    with pytest.raises(Refused):
        off(algorithm)
    assert algorithms.is_on(algorithm.slug)


def test_twice_off_is_refused():
    off(PERSONAL_DATA)
    with pytest.raises(Refused):
        off(PERSONAL_DATA)


def test_only_an_administrator_switches():
    with pytest.raises(NotAllowed):
        switch(PERSONAL_DATA.slug, to=False, actor=builders.staff(Role.EDITOR), reason="Zomaar.")


def test_two_algorithms_cannot_have_one_slug():
    other = algorithms.Algorithm(**{**vars(PERSONAL_DATA), "begin_date": "2020-01"})
    with pytest.raises(ValueError, match="persoonsgegevens-herkennen"):
        algorithms.register(other)


def test_no_hints_while_they_are_off():
    assert hints.hints("Bel 0612345678.")
    off(PERSONAL_DATA)
    assert hints.hints("Bel 0612345678.") == []


def test_the_clerk_finds_a_consultation_by_its_exact_name_only_while_matching_is_off():
    found = builders.consultation()
    off(MATCHING)
    assert matching.matching("dorpsweg") == []
    assert matching.only_open() is None
    assert matching.matching(str(found)) == [found]


def test_a_draft_is_not_cut_while_cutting_is_off(client):
    found = builders.consultation()
    client.force_login(builders.staff(Role.HANDLER))
    off(CUTTING)
    typed = {
        "title": "Plan",
        "text": "Artikel 1 Bomen\nTekst.\nArtikel 2 Fiets\nTekst.",
        "look": "1",
    }
    page = client.post(reverse("decisions:draft", args=[found.slug]), typed).content.decode()
    assert "De tekst bestaat uit 1 artikel" in page
