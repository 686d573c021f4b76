"""How easily a text reads: what is counted, and what is pointed at."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatie.core import readability

PLAIN = (
    "De Dorpsweg wordt vernieuwd. Wij vragen wat u vindt van het plan. U kunt reageren tot 3 maart."
    " Dat mag met een brief, bij de balie of via deze website. Iedereen mag meedoen."
)
STIFF = (
    "Gedeputeerde Staten zijn voornemens om, mede gelet op art. 3.4 van de Algemene wet "
    "bestuursrecht en conform de omgevingsverordening, het onderhavige ontwerpbesluit gedurende "
    "zes weken ter inzage te leggen teneinde belanghebbenden in de gelegenheid te stellen "
    "zienswijzen naar voren te brengen. Daarna volgt het besluit."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("een", 1), ("eeuw", 1), ("nieuw", 1), ("over", 2), ("ideeën", 3), ("koeien", 2)],
        *[("energie", 3), ("fietspad", 2), ("provincie", 3), ("beïnvloeden", 4), ("mooie", 2)],
        *[("bureau", 2), ("milieu", 2), ("omgevingsvisie", 5), ("participatie", 5), ("brr", 1)],
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert readability.syllables(word) == count


def test_an_abbreviation_an_initial_or_a_number_does_not_end_a_sentence():
    text = "Vraag het aan dhr. J. Jansen, o.a. over art. 3.4. Hij weet het.\nDocumenten"
    assert readability.sentences(text) == [
        "Vraag het aan dhr. J. Jansen, o.a. over art. 3.4.",
        "Hij weet het.",
        "Documenten",
    ]


def test_plain_words_read_easily_and_nothing_is_pointed_at():
    reading = readability.measure(PLAIN)
    assert reading is not None
    assert reading.score > 80
    assert (reading.long_sentences, reading.long_words, reading.rare_words) == ((), (), ())


def test_a_stiff_text_shows_its_long_sentence_and_its_words():
    reading = readability.measure(STIFF)
    assert reading is not None
    assert reading.score < 50
    assert [sentence[:12] for sentence in reading.long_sentences] == ["Gedeputeerde"]
    assert "omgevingsverordening" in reading.long_words
    assert ("teneinde", "om") in reading.rare_words


def test_a_few_words_say_nothing():
    assert readability.measure("De Dorpsweg wordt vernieuwd.") is None


def test_each_paragraph_and_item_of_rich_text_is_a_line():
    html = "<h2>Waarom</h2><p>De weg is <b>oud</b> &amp; smal.</p><ul><li>bomen</li></ul>"
    said = readability.sentences(readability.text_of(html))
    assert said == ["Waarom", "De weg is oud & smal.", "bomen"]


def test_a_long_text_of_initials_is_read_in_a_moment():
    begun = time.perf_counter()
    assert len(readability.sentences("A. " * 8_000)) == 1
    assert time.perf_counter() - begun < 5


@given(st.text())
def test_any_text_can_be_measured(text):
    reading = readability.measure(text * 8)
    assert reading is None or 0 <= reading.score <= 100
