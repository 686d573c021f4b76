"""The register of outages: what is proposed, put on record, ended and corrected."""

from datetime import date

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.duties import outages
from participatie.pipeline import kinds
from participatie.pipeline.models import Consultation, Event, Outage
from participatie.pipeline.statuses import Timeliness
from tests import builders
from tests.duties.outages import DAY, HOUR, REASON, at, consulted, main, record, tree, words

pytestmark = pytest.mark.django_db
NEW = "/beheer/storingen/nieuw/"
FRIDAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("began", "ended", "now", "days", "proposed"),
    [
        # Three hours on a Wednesday: one day more than Friday is a Saturday, so Monday.
        (at(date(2026, 3, 18), 9), at(date(2026, 3, 18), 12), None, 1, date(2026, 3, 23)),
        (at(date(2026, 3, 16), 9), at(date(2026, 3, 18), 10), None, 3, date(2026, 3, 23)),
        (at(date(2026, 3, 16), 9), at(date(2026, 3, 20), 10), None, 5, date(2026, 3, 25)),
        # What fell after the term took nothing from it; before Easter, after Good Friday.
        (at(FRIDAY, 20), at(date(2026, 3, 25), 12), None, 1, date(2026, 3, 26)),
        (
            at(date(2026, 3, 20), 20),
            at(date(2026, 3, 23)),
            at(date(2026, 4, 2)),
            1,
            date(2026, 4, 7),
        ),
    ],
)
def test_the_new_last_day_makes_good_what_was_lost_and_is_a_working_day(
    began, ended, now, days, proposed
):
    consultation = consulted()
    with clock.at(now or ended):
        found = outages.proposal(consultation, began, ended)
    assert (found.days, found.day) == (days, proposed)
    assert terms.is_working_day(found.day)


def test_an_outage_over_the_change_of_the_clock_is_measured_in_real_time():
    consultation = consulted()
    night = date(2026, 3, 28)
    over = consulted(closes_on=date(2026, 4, 10), slug="kade", prefix="KD26")
    with clock.at(at(date(2026, 3, 30))):
        found = outages.proposal(over, at(night, 12), at(night + DAY, 12))
        assert found.lost == 23 * HOUR
        assert outages.proposal(consultation, at(night, 12), at(night + DAY, 12)).lost == 0 * HOUR


def test_only_consultations_that_were_open_then_and_can_still_change_are_preselected():
    here = consulted()
    consulted(closes_on=date(2026, 3, 10), slug="kade", prefix="KD26")
    with clock.at(at(date(2026, 3, 1))):
        builders.consultation(slug="later", prefix="LA26", opens_on=date(2026, 4, 1))
    began = at(date(2026, 3, 11))
    assert list(outages.reachable_by(began, began + HOUR)) == [here]
    with clock.at(at(date(2026, 3, 12))):
        assert list(outages.reachable_by(began, None)) == [here]
    Consultation.objects.filter(pk=here.pk).update(answers_published_at=began)
    assert list(outages.reachable_by(began, began + HOUR)) == []


def typed(began, ended=None, **over):
    began, ended = (moment and moment.astimezone(terms.zone()) for moment in (began, ended))
    return {
        "is_planned": "no",
        "doors": ["web", "phone"],
        "began_on": f"{began:%Y-%m-%d}",
        "began_time": f"{began:%H:%M}",
        "ended_on": f"{ended:%Y-%m-%d}" if ended else "",
        "ended_time": f"{ended:%H:%M}" if ended else "",
        "reason": REASON,
        "reason_in_english": "A cable broke.",
    } | over


@pytest.fixture
def keeper(client):
    client.force_login(builders.staff(Role.EDITOR))
    return client


def fields(page):
    """What the form on this page would send: hidden, typed and ticked."""
    values = {}
    for each in page.xpath("//main//form//input[@name]"):
        if each.get("type") in ("checkbox", "radio") and each.get("checked") is None:
            continue
        otherwise = "on" if each.get("type") == "checkbox" else ""
        values.setdefault(each.get("name"), []).append(each.get("value", otherwise))
    values.pop("csrfmiddlewaretoken")
    return values


def test_one_act_records_extends_judges_anew_and_is_on_the_track(keeper):
    consultation = consulted()
    began, ended = at(date(2026, 3, 20), 14), at(date(2026, 3, 20), 23)
    monday = at(date(2026, 3, 23), 10)
    with clock.at(monday):
        late = builders.contribution(consultation)
        assert late.timeliness == Timeliness.LATE
        page = tree(keeper.post(NEW, typed(began, ended)))
        assert "9 uur van de termijn" in words(page.get_element_by_id("main"))
        sent = fields(page)
        assert sent[f"day_{consultation.pk}"] == ["2026-03-24"]
        answer = keeper.post(NEW, sent | {"register": "1"})
    outage = Outage.objects.get()
    assert answer["Location"] == reverse("outages:outage", args=[outage.pk])
    assert (outage.began_at, outage.ended_at, outage.doors) == (began, ended, ["web", "phone"])
    consultation.refresh_from_db()
    late.refresh_from_db()
    assert consultation.closes_on == date(2026, 3, 24)
    assert late.timeliness == Timeliness.ON_TIME
    track = Event.objects.filter(consultation=consultation).values_list("kind", flat=True)
    assert [kind for kind in track if kind.startswith("consultation.")][-3:] == [
        kinds.OUTAGE_BEGAN,
        kinds.OUTAGE_ENDED,
        kinds.TERM_CHANGED,
    ]
    assert Event.objects.filter(kind=kinds.JUDGED_ANEW, contribution=late).exists()


def test_the_same_button_pressed_twice_records_one_outage(keeper):
    consultation = consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        for ended in (began + 2 * HOUR, None):
            sent = fields(tree(keeper.post(NEW, typed(began, ended)))) | {"register": "1"}
            first, second = keeper.post(NEW, sent), keeper.post(NEW, sent)
            assert first["Location"] == second["Location"]
    assert Outage.objects.count() == 2
    consultation.refresh_from_db()
    assert consultation.closes_on == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-20", "maandag 23 maart 2026"),
        ("2026-03-28", "geen werkdag"),
        ("2062-03-23", "Klopt het jaar?"),
        ("9999-12-31", "Klopt het jaar?"),
        ("gisteren", "Typ een dag"),
    ],
)
def test_a_day_that_cannot_be_right_is_refused_and_nothing_is_lost(keeper, day, said):
    consultation = consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        sent = fields(tree(keeper.post(NEW, typed(began, began + HOUR))))
        sent |= {"register": "1", f"day_{consultation.pk}": day}
        page = tree(keeper.post(NEW, sent), 422)
    assert said in words(page.get_element_by_id(f"id_day_{consultation.pk}_error"))
    assert fields(page)["reason"] == [REASON]
    assert not Outage.objects.exists()


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"doors": []}, "doors"),
        ({"began_on": "2026-03-19"}, "began_on"),
        ({"began_on": "0001-01-01"}, "began_on"),
        ({"ended_time": ""}, "ended_time"),
        ({"ended_on": ""}, "ended_on"),
        ({"ended_time": "08:00"}, "ended_on"),
        ({"ended_on": "2026-03-20"}, "ended_on"),
        ({"is_planned": "yes", "ended_on": "", "ended_time": ""}, "ended_on"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_the_field(keeper, over, field):
    consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        page = tree(keeper.post(NEW, typed(began, began + HOUR) | over), 422)
    assert page.xpath(f"//*[@id='id_{field}_error']")
    assert page.xpath(f"//main//a[starts-with(@href, '#id_{field}')]")


def test_back_keeps_what_was_typed(keeper):
    consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        sent = fields(tree(keeper.post(NEW, typed(began, began + HOUR))))
        page = tree(keeper.post(NEW, sent | {"back": "1"}))
    assert page.get_element_by_id("id_reason").text_content().strip() == REASON
    assert fields(page)["doors"] == ["web", "phone"]


def test_one_that_goes_on_is_ended_later_and_only_then_the_term_is_decided(keeper):
    consultation = consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + HOUR):
        sent = fields(tree(keeper.post(NEW, typed(began))))
        assert f"day_{consultation.pk}" not in sent
        where = keeper.post(NEW, sent | {"register": "1"})["Location"]
    with clock.at(began + 30 * HOUR):
        assert "nu bezig" in main(keeper.get(where)).lower()
        over = fields(tree(keeper.get(where)))
        assert over == {"ended_on": ["2026-03-19"], "ended_time": ["15:00"]}
        early = keeper.post(where, {"ended_on": "2026-03-18", "ended_time": "08:00"})
        assert "na het begin" in main(early, 422)
        sent = fields(tree(keeper.post(where, over)))
        assert sent[f"day_{consultation.pk}"] == ["2026-03-23"]
        assert Outage.objects.get().ended_at is None
        keeper.post(where, sent | {"decide": "1", f"day_{consultation.pk}": "2026-03-25"})
    consultation.refresh_from_db()
    assert consultation.closes_on == date(2026, 3, 25)
    assert Outage.objects.get().ended_at == began + 30 * HOUR


def test_a_term_can_be_made_longer_afterwards_and_only_once(keeper):
    consultation = consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        where = reverse("outages:outage", args=[record(consultation, began, began + HOUR).pk])
        sent = fields(tree(keeper.get(where)))
        keeper.post(where, sent | {"decide": "1"})
        assert tree(keeper.get(where)).xpath("//main//form") == []
        assert "werd maandag 23 maart 2026" in main(keeper.get(where))
    consultation.refresh_from_db()
    assert consultation.closes_on == date(2026, 3, 23)


def test_times_and_reason_can_be_corrected_on_a_page_of_their_own(keeper):
    consultation = consulted()
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        outage = record(consultation, began, began + HOUR, closes_on=date(2026, 3, 23))
        where = reverse("outages:outage", args=[outage.pk])
        link = tree(keeper.get(where)).xpath("//main//a[contains(@href, 'verbeteren')]")[0]
        page = tree(keeper.get(link.get("href")))
        sent = fields(page) | {"note": "De klok liep achter."}
        assert sent["ended_time"] == ["10:00"]
        assert page.get_element_by_id("id_reason").text_content().strip() == REASON
        sent |= {"reason": "Een stekker was los.", "ended_time": "08:00"}
        for day in ("2026-03-19", "0001-01-01"):
            wrong = tree(keeper.post(link.get("href"), sent | {"began_on": day}), 422)
            assert wrong.xpath("//*[@id='id_began_on_error']")
        wrong = tree(keeper.post(link.get("href"), sent), 422)
        assert wrong.xpath("//*[@id='id_ended_on_error']")
        assert wrong.get_element_by_id("id_note").text_content().strip() == "De klok liep achter."
        answer = keeper.post(link.get("href"), sent | {"ended_time": "11:30"})
        assert answer["Location"] == where
        assert "Een stekker was los." in main(keeper.get("/storingen/"))
        again = keeper.post(link.get("href"), sent | {"ended_time": "11:30"})
        assert "Er is niets anders" in main(again, 422)
    outage.refresh_from_db()
    assert outage.ended_at == at(date(2026, 3, 18), 11) + HOUR / 2
    consultation.refresh_from_db()
    assert consultation.closes_on == date(2026, 3, 23)


def test_of_one_that_goes_on_only_the_beginning_and_the_reason_are_corrected(keeper):
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        outage = record(consulted(), began)
        where = reverse("outages:correct", args=[outage.pk])
        sent = fields(tree(keeper.get(where)))
        assert "ended_on" not in sent
        sent |= {"reason": REASON, "note": "Het was een uur eerder.", "began_time": "08:00"}
        keeper.post(where, sent)
    outage.refresh_from_db()
    assert (outage.began_at, outage.ended_at) == (began - HOUR, None)


def test_who_keeps_no_register_corrects_nothing(client):
    outage = record(builders.consultation(), clock.now() - HOUR)
    where = reverse("outages:correct", args=[outage.pk])
    assert client.get(where).status_code == 302
    client.force_login(builders.staff(Role.CLERK))
    assert client.post(where, {"reason": "Iets anders."}).status_code == 403


def test_without_a_consultation_in_that_time_there_is_nothing_to_record(keeper):
    began = at(date(2026, 3, 18), 9)
    with clock.at(began + 4 * HOUR):
        page = tree(keeper.post(NEW, typed(began, began + HOUR)))
        assert page.xpath("//button[@name='register']") == []
        keeper.post(NEW, typed(began, began + HOUR) | {"register": "1"})
    assert not Outage.objects.exists()
