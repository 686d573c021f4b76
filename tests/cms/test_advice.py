"""What an editor is told to look at; none of it stops anybody."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cms import advice
from cms.models import ConsultationPage
from participatie.core import clock, terms
from participatie.pipeline.statuses import Regime
from tests.cms.pages import DOORS, document, published

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 3, 2)
NOTHING = ("documents", {"heading": "", "documents": [], "withheld": []})


def laid_open():
    items = [{"title": "Ontwerp", "document": document(), "added_on": None}]
    return ("documents", {"heading": "", "documents": items, "withheld": []})


@pytest.fixture(autouse=True)
def _february():
    with clock.at(datetime(2026, 2, 1, tzinfo=AMSTERDAM)):
        yield


def advised(closes_on, opens_on=MONDAY, regime=Regime.AWB34, **over):
    values = {"doors": DOORS, "decided_by": "Provinciale Staten.", "body": [NOTHING]}
    page = ConsultationPage(opens_on=opens_on, closes_on=closes_on, regime=regime, **values | over)
    return advice.warnings(page)


def test_six_weeks_that_end_on_a_working_day_need_no_word():
    # Six weeks end on Sunday 12 April 2026, so they run on to Monday.
    assert advised(date(2026, 4, 13)) == []


def test_a_day_less_than_the_law_asks_is_said_with_the_right_day():
    [warning] = advised(date(2026, 4, 10))
    assert "zes weken" in warning
    assert "maandag 13 april 2026" in warning


def test_another_regime_has_no_six_weeks():
    assert advised(date(2026, 3, 13), regime=Regime.ORDINANCE) == []


@pytest.mark.parametrize("last", [date(2026, 5, 5), date(2026, 5, 25), date(2026, 5, 30)])
def test_an_end_on_a_feast_day_or_in_the_weekend_is_said(last):
    [warning] = advised(last)
    assert "geen werkdag" in warning


def test_fewer_than_two_working_days_is_said():
    warnings = advised(date(2026, 3, 9), opens_on=date(2026, 3, 7), regime=Regime.INFORMAL)
    assert [warning for warning in warnings if "minder dan twee werkdagen" in warning]


def test_an_opening_day_that_has_passed_is_said():
    [warning] = advised(date(2026, 4, 13), opens_on=date(2026, 1, 30))
    assert "openingsdag is al voorbij" in warning


def test_going_live_after_the_opening_is_said():
    [warning] = advised(date(2026, 4, 13), go_live_at=terms.noon_of(MONDAY))
    assert "pas online als de termijn al loopt" in warning


def test_a_page_that_is_online_is_not_said_to_come_too_late():
    page = published(decided_by="Provinciale Staten.", body=[laid_open()])
    page.go_live_at = terms.noon_of(page.opens_on)
    assert advice.warnings(page) == []


def test_more_than_five_sentences_of_introduction_are_counted():
    [warning] = advised(date(2026, 4, 13), lead="Eén. Twee. Drie. Vier. Vijf. Zes.")
    assert "heeft 6 zinnen" in warning
    assert advised(date(2026, 4, 13), lead="Eén. Twee. Drie. Vier. Vijf.") == []


def test_without_documents_or_who_decides_that_is_said():
    first, second = advised(date(2026, 4, 13), decided_by="", body=[])
    assert "niet wie beslist" in first
    assert "Awb 3:11" in second
    assert advised(date(2026, 4, 13), body=[], regime=Regime.INFORMAL) == []


def test_no_electronic_way_is_said():
    [warning] = advised(date(2026, 4, 13), doors=DOORS[1:])
    assert "Niemand kan digitaal reageren" in warning


def test_an_empty_draft_has_nothing_to_say_about_its_term():
    assert advised(None, opens_on=None) == []
