"""Rules with a shape: follow codes, legal terms, sentences."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatie.core import codes, terms
from participatie.core.text import Span, sentences, tidy, uncovered

DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def test_a_code_has_three_groups_of_four():
    assert [len(group) for group in codes.generate().split("-")] == [4, 4, 4]


@given(st.integers(0, 11), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_always_noticed(place, character):
    code = codes.generate().replace("-", "")
    wrong = code[:place] + character + code[place + 1 :]
    if wrong != code:
        with pytest.raises(codes.InvalidCode):
            codes.normalise(wrong)


@given(st.booleans(), st.sampled_from([" ", "-", "", " - "]))
def test_a_code_is_read_as_people_write_it(lower, between):
    code = codes.generate()
    typed = code.replace("0", "O").replace("1", "l").replace("-", between)
    assert codes.normalise(f" {typed.lower() if lower else typed} ") == code


def test_a_code_is_read_without_what_nobody_sees_in_it():
    code = codes.generate()
    assert codes.normalise(f"\u200e{code[:9]}\u200b{code[9:]}\ufeff\n") == code


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_a_clear_error(text):
    try:
        assert len(codes.normalise(text)) == 14
    except codes.InvalidCode as error:
        told = str(error)
    else:
        told = "a code"
    assert told


@pytest.mark.parametrize(
    ("first_day", "expected"),
    [
        # Monday: the sixth Sunday, so the Monday after it.
        (date(2026, 3, 2), date(2026, 4, 13)),
        # Ends on a Wednesday.
        (date(2026, 9, 3), date(2026, 10, 14)),
        # Would end on 25 December.
        (date(2026, 11, 14), date(2026, 12, 28)),
        # Would end on 5 May, a feast day every year.
        (date(2027, 3, 25), date(2027, 5, 7)),
        # Would end on King's Day.
        (date(2027, 3, 17), date(2027, 4, 28)),
    ],
)
def test_six_weeks_end_on_a_working_day(first_day, expected):
    assert terms.last_day(first_day, 6) == expected


@given(DAYS, st.integers(1, 12))
def test_a_term_never_ends_early_or_on_a_free_day(first_day, weeks):
    last = terms.last_day(first_day, weeks)
    assert terms.is_working_day(last)
    nominal = first_day + timedelta(weeks=weeks) - timedelta(days=1)
    assert timedelta(0) <= last - nominal <= timedelta(days=5)


def test_a_last_day_of_23_hours_still_runs_to_midnight():
    switch = date(2027, 3, 28)
    assert terms.end_of(switch).utctimetuple().tm_hour == 22
    assert terms.start_of(switch).utctimetuple().tm_hour == 23


def test_sentences_do_not_break_at_abbreviations():
    text = "Ik sprak dhr. Jansen. Dat was in bijv. Deventer!\nGoed? Ja.\n\n- punt een"
    assert [text[s.start : s.end] for s in sentences(text)] == [
        "Ik sprak dhr. Jansen.",
        "Dat was in bijv. Deventer!",
        "Goed?",
        "Ja.",
        "- punt een",
    ]


@given(st.text(max_size=500))
def test_sentences_hold_every_visible_character_once_and_in_order(text):
    text = tidy(text)
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    inside = "".join(text[s.start : s.end] for s in spans)
    assert "".join(inside.split()) == "".join(text.split())


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_uncovered_sentences_do_not_touch_what_is_covered(text, start, length):
    covered = [Span(start, start + length)] if length else []
    for sentence in uncovered(text, covered):
        assert sentence.end <= start or start + length <= sentence.start or not length


def test_tidy_keeps_what_people_see():
    assert tidy(" a\r\nb\x00c\u202e👩🏽‍🌾 ") == "a\nbc\u202e👩🏽‍🌾"


@given(st.text(alphabet="\u200b\u200d\u202e\u2060\u2800\u3164\ufe0f\x00\xa0\n \t"))
def test_what_nobody_can_see_is_empty(text):
    assert tidy(text) == ""
    assert tidy(f"{text}.{text}").strip().count(".") == 1
