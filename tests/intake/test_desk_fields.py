"""What a clerk types is read the way it is meant."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from participatie.core import clock, terms
from participatie.intake.typing.fields import DayField, SignatoriesField, tidy_postcode
from participatie.intake.typing.matching import matching, only_open
from participatie.pipeline.models import Consultation, Contact
from tests import builders


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-3-2026", date(2026, 3, 12)),
        ("12-03-26", date(2026, 3, 12)),
        ("12/3/2026", date(2026, 3, 12)),
        ("12.3.2026", date(2026, 3, 12)),
        ("12032026", date(2026, 3, 12)),
        ("12-3", date(2026, 3, 12)),
        (" 12/3 ", date(2026, 3, 12)),
        ("30-12", date(2025, 12, 30)),
    ],
)
def test_a_day_may_be_typed_short(typed, day):
    with clock.at(terms.noon_of(date(2026, 4, 1))):
        assert DayField().clean(typed) == day


def test_a_short_day_that_has_to_come_is_not_taken_for_one_of_long_ago():
    # A typing error in a postmark would put a late letter in time.
    with clock.at(terms.noon_of(date(2026, 11, 22))):
        assert DayField().clean("30-11") == date(2026, 11, 30)


@pytest.mark.parametrize("typed", ["31-2", "12-13-2026", "gisteren", "1", "99-99", "12-3-"])
def test_what_is_no_day_is_said_so(typed):
    with pytest.raises(ValidationError, match="12-3-2026"):
        DayField().clean(typed)


def test_signatories_are_read_line_by_line_in_any_order_after_the_name():
    contacts = SignatoriesField().clean(
        "Jan Smit; Kerkweg 2; 9911ab Harstede; jan@voorbeeld.example\n"
        "\n"
        "  Fatima El Amrani;fatima@voorbeeld.example\n"
        "Wim Boer\tHoofdweg 9\t9912 CD\tOosterdam\n"
        "Ana Ionescu; Hauptstrasse 4; Leer\n"
    )

    assert contacts == [
        Contact("Jan Smit", "", "jan@voorbeeld.example", "", "Kerkweg 2", "9911 AB", "Harstede"),
        Contact(name="Fatima El Amrani", email="fatima@voorbeeld.example"),
        Contact(name="Wim Boer", street="Hoofdweg 9", postcode="9912 CD", city="Oosterdam"),
        Contact(name="Ana Ionescu", street="Hauptstrasse 4", city="Leer"),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("; Kerkweg 2", "naam"),
        ("jan@voorbeeld.example; Jan", "naam"),
        ("Jan; jan@", "e-mailadres"),
        ("Jan; Kerkweg 2; Harstede; Nederland", "Nederland"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line, problem):
    with pytest.raises(ValidationError) as refused:
        SignatoriesField().clean(f"Anna de Wit\n{line}")

    assert len(refused.value.messages) == 1
    assert "2" in refused.value.messages[0]
    assert problem in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9911xa", "9911 XA"), ("9911 XA", "9911 XA"), ("D-26789", "D-26789"), ("", "")],
)
def test_a_postcode_is_tidied_and_a_foreign_one_left_alone(typed, kept):
    assert tidy_postcode(typed) == kept


@pytest.fixture
def three(db):
    today = clock.today()
    return [
        builders.consultation(),
        builders.consultation(slug="brug", prefix="BR26", title="Nieuwe brug bij Oosterdam"),
        builders.consultation(
            slug="later",
            prefix="LA26",
            title="Visie op het water",
            opens_on=today + timedelta(days=5),
        ),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("brug", ["BR26"]),
        ("  BRUG  ooster ", ["BR26"]),
        ("br26", ["BR26"]),
        ("la", ["LA26"]),
        ("BR26 Nieuwe brug bij Oosterdam", ["BR26"]),
        ("nieuwe", ["DW26", "BR26"]),
        ("bestaat niet", []),
        ("", []),
    ],
)
def test_a_part_of_name_or_number_finds_the_consultation(three, typed, found):
    assert [consultation.prefix for consultation in matching(typed)] == found


def test_a_decided_consultation_is_meant_only_when_no_other_fits(three):
    Consultation.objects.filter(prefix="BR26").update(decided_at=clock.now())

    assert [c.prefix for c in matching("nieuwe")] == ["DW26"]
    assert [c.prefix for c in matching("brug")] == ["BR26"]


def test_the_only_open_consultation_is_known_beforehand(three):
    assert only_open() is None
    Consultation.objects.filter(prefix="BR26").update(decided_at=clock.now())
    assert only_open().prefix == "DW26"
