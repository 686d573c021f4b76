"""Terms, moments and decisions in the calendars of others."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from participatie.core import clock, terms
from participatie.news import agenda
from participatie.news.agenda import Entry
from participatie.news.models import EntryKind
from participatie.pipeline.acts import consultations
from tests import builders

pytestmark = pytest.mark.django_db


def calendar_of(client, consultation=None, language=""):
    name, args = (
        ("ics", []) if consultation is None else ("ics_of_consultation", [consultation.slug])
    )
    answer = client.get(language + reverse(f"news:{name}", args=args))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"\r\n" in answer.content
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    return Calendar.from_ical(answer.content)


def by_summary(calendar):
    return {str(event["summary"]).partition(":")[0]: event for event in calendar.events}


def moment(**over):
    values = {
        "name": "m1",
        "kind": EntryKind.MOMENT,
        "day": date(2026, 7, 6),
        "starts_at": datetime(2026, 7, 6, 19, 30, tzinfo=terms.zone()),
        "ends_at": datetime(2026, 7, 6, 21, 30, tzinfo=terms.zone()),
        "title": "Inloopavond; met koffie, en taart",
        "text": "Kom langs.\nIedereen is welkom.",
        "place": "Café De Tjalk, Heisterveen",
    }
    return Entry(**values | over)


def change_term(consultation, **over):
    return consultations.put_in_force(
        builders.procedure(opens_on=consultation.opens_on, **over),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consultation,
        term_reason="De site lag een dag plat.",
    )


def test_the_term_and_the_decision_are_whole_days(client):
    consultation = builders.consultation()
    calendar = calendar_of(client, consultation)
    assert calendar.errors == []
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["prodid"]
    events = by_summary(calendar)
    assert set(events) == {
        *("U kunt reageren vanaf vandaag", "Laatste dag om te reageren", "Besluit verwacht"),
    }
    last = events["Laatste dag om te reageren"]
    assert last.start == consultation.closes_on
    assert last.end == consultation.closes_on + timedelta(days=1)
    assert last["sequence"] == 0
    assert last["uid"]
    assert last["dtstamp"].dt.utcoffset() == timedelta(0)
    assert last["transp"] == "TRANSPARENT"
    assert str(last["url"]).endswith("/inspraak/dorpsweg/")


def test_a_moved_day_keeps_its_identity_and_says_that_it_is_newer(client):
    consultation = builders.consultation()
    before = by_summary(calendar_of(client, consultation))
    later = consultation.closes_on + timedelta(days=7)
    with clock.at(clock.now() + timedelta(hours=1)):
        change_term(consultation, closes_on=later)
    after = by_summary(calendar_of(client, consultation))

    name = "Laatste dag om te reageren"
    assert after[name]["uid"] == before[name]["uid"]
    assert after[name].start == later
    assert (before[name]["sequence"], after[name]["sequence"]) == (0, 1)
    assert after[name]["last-modified"].dt > before[name]["last-modified"].dt
    assert after["Besluit verwacht"]["sequence"] == 0


def test_a_decision_that_was_made_takes_the_place_of_the_one_expected(client):
    consultation = builders.decided().consultation
    [event] = [e for e in calendar_of(client, consultation).events if "esluit" in str(e["summary"])]
    assert str(event["summary"]).startswith("Besluit: ")
    assert event.start == consultation.decision.adopted_on
    assert event["sequence"] == 1


def test_a_change_of_the_procedure_after_the_decision_leaves_its_day_alone(client):
    consultation = builders.decided().consultation
    consultations.put_in_force(
        builders.procedure(
            opens_on=consultation.opens_on,
            closes_on=consultation.closes_on,
            responsible="Een andere gedeputeerde",
        ),
        actor=builders.staff(builders.Role.EDITOR),
        consultation=consultation,
    )
    [event] = [e for e in calendar_of(client, consultation).events if "esluit" in str(e["summary"])]
    assert event["status"] == "CONFIRMED"


def test_a_decision_no_longer_expected_is_cancelled(client):
    consultation = builders.consultation()
    change_term(consultation, decision_expected_on=None)
    event = by_summary(calendar_of(client, consultation))["Besluit verwacht"]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_a_moment_has_its_hours_in_amsterdam_and_its_words_whole(client):
    consultation = builders.consultation()
    agenda.put_moments(consultation, [moment()])
    calendar = calendar_of(client, consultation)
    [event] = [e for e in calendar.events if "Inloop" in str(e["summary"])]
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert [str(zone["tzid"]) for zone in calendar.timezones] == ["Europe/Amsterdam"]
    assert event.start == datetime(2026, 7, 6, 19, 30, tzinfo=terms.zone())
    assert event.duration == timedelta(hours=2)
    assert str(event["summary"]) == f"Inloopavond; met koffie, en taart: {consultation.title}"
    assert str(event["location"]) == "Café De Tjalk, Heisterveen"
    assert str(event["description"]).startswith("Kom langs.\nIedereen is welkom.\n")
    assert "transp" not in event


def test_a_moment_without_hours_is_a_whole_day(client):
    consultation = builders.consultation()
    agenda.put_moments(consultation, [moment(starts_at=None, ends_at=None)])
    [event] = [e for e in calendar_of(client, consultation).events if "Inloop" in str(e["summary"])]
    assert event.start == date(2026, 7, 6)


def test_moments_are_moved_cancelled_and_put_back_and_the_term_stays(client):
    consultation = builders.consultation()

    def state():
        events = calendar_of(client, consultation).events
        assert [e["status"] for e in events if "Inloop" not in str(e["summary"])] == [
            "CONFIRMED"
        ] * 3
        return [
            (str(e["location"]), e["status"], e["sequence"])
            for e in events
            if "Inloop" in str(e["summary"])
        ]

    agenda.put_moments(consultation, [moment()])
    agenda.put_moments(consultation, [moment()])
    assert state() == [("Café De Tjalk, Heisterveen", "CONFIRMED", 0)]
    agenda.put_moments(consultation, [moment(place="Dorpshuis")])
    assert state() == [("Dorpshuis", "CONFIRMED", 1)]
    agenda.put_moments(consultation, [])
    agenda.put_moments(consultation, [])
    assert state() == [("Dorpshuis", "CANCELLED", 2)]
    agenda.put_moments(consultation, [moment(place="Dorpshuis")])
    assert state() == [("Dorpshuis", "CONFIRMED", 3)]


def test_the_calendar_of_the_site_has_all_consultations_in_either_language(
    client, django_assert_num_queries
):
    builders.consultation()
    with django_assert_num_queries(1):
        assert len(calendar_of(client).events) == 3
    builders.consultation(slug="brug", prefix="BR26", title="De brug")
    builders.consultation(slug="dijk", prefix="DK26", title="De dijk")
    with django_assert_num_queries(1):
        assert len(calendar_of(client).events) == 9
    english = by_summary(calendar_of(client, language="/en"))
    assert "Last day to respond" in english
