"""Dates, sizes, codes and marked texts on the page."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from participatie.core import clock
from participatie.core.templatetags import prose

pytestmark = pytest.mark.usefixtures("_dutch")


@pytest.fixture
def _dutch():
    with translation.override("nl"):
        yield


def test_a_day_is_written_in_words() -> None:
    assert prose.nl_date(date(2026, 3, 3)) == "3 maart 2026"
    assert prose.nl_date(date(2026, 3, 3), "weekday") == "dinsdag 3 maart 2026"


def test_a_moment_is_told_in_the_time_of_the_netherlands() -> None:
    moment = datetime(2026, 3, 31, 22, 5, tzinfo=UTC)
    assert prose.nl_date(moment, "time") == "1 april 2026, 00.05 uur"


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_day_is_no_text(nothing) -> None:
    assert prose.nl_date(nothing) == ""


def test_a_day_in_words_stays_as_it_is() -> None:
    assert prose.nl_date("in september") == "in september"


@pytest.mark.parametrize(
    ("last_day", "told"),
    [
        (date(2026, 5, 13), "nog 12 dagen"),
        (date(2026, 5, 2), "nog 1 dag"),
        (date(2026, 5, 1), "laatste dag"),
        (date(2026, 4, 30), ""),
    ],
)
def test_days_left_count_to_the_last_day(last_day, told) -> None:
    assert prose.days_left(last_day, date(2026, 5, 1)) == told


def test_days_left_count_from_today_as_the_clock_tells_it() -> None:
    with clock.at(datetime(2026, 5, 1, 22, 5, tzinfo=UTC)):
        assert prose.days_left(date(2026, 5, 3)) == "nog 1 dag"


@pytest.mark.parametrize(
    ("size", "told"), [(312, "312 bytes"), (48_123, "48 kB"), (2_412_345, "2,4 MB")]
)
def test_a_file_size_is_rounded_for_people(size, told) -> None:
    assert prose.file_size(size) == told


@pytest.mark.parametrize(
    ("name", "told"), [("brief.pdf", "PDF"), ("archief.tar.gz", "GZ"), ("zonder", "bestand")]
)
def test_the_kind_of_a_file_is_its_ending(name, told) -> None:
    assert prose.file_type(name) == told


def test_a_code_is_spelled_with_the_telephone_alphabet() -> None:
    assert prose.spelled("7kq4-m2") == "7, Karel, Quotiënt, 4 – Maria, 2"
    with translation.override("en"):
        assert prose.spelled("7kq4-m2") == "7, Kilo, Quebec, 4 – Mike, 2"


def test_a_code_falls_apart_in_groups_that_spell_it_again() -> None:
    assert prose.groups("7KQ4-M2XD-9RT5") == ["7KQ4-", "M2XD-", "9RT5"]


def test_changed_words_say_so_without_colour() -> None:
    html = prose.word_diff("80 km", "60 km")
    assert html == (
        '<del><span class="visually-hidden">verwijderd: </span>80</del>'
        '<ins><span class="visually-hidden">toegevoegd: </span>60</ins> km'
    )


def test_changed_text_is_never_markup() -> None:
    html = prose.word_diff("", "<script>alert(1)</script>")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_added_blank_line_shows_a_mark() -> None:
    assert "¶" in prose.word_diff("a\nb", "a\n\nb")
