"""Where a draft is cut into articles: clean ones, and ones that come from a scanner."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatie.decisions.cutting import cut


def labels(text):
    return [part.label for part in cut(text)]


def headings(text):
    return [(part.label, part.heading) for part in cut(text)]


def test_a_draft_is_cut_at_its_articles():
    parts = cut(
        "Gedeputeerde Staten besluiten:\n\nArtikel 1 Bomen\nDe bomen worden gekapt.\n"
        "1. Dat geldt ook voor struiken.\n\nArtikel 2. Fietsen\nEr komt een fietspad.\n"
    )
    assert [(part.label, part.heading) for part in parts] == [
        ("Aanhef", ""),
        ("Artikel 1", "Bomen"),
        ("Artikel 2", "Fietsen"),
    ]
    assert parts[1].text.endswith("1. Dat geldt ook voor struiken.")


def test_a_line_that_goes_on_about_an_article_is_no_heading():
    text = "Artikel 1 Bomen\nHet bepaalde in\nArtikel 2 van de wet geldt.\nArtikel 2\nSlot."
    assert headings(text) == [("Artikel 1", "Bomen"), ("Artikel 2", "")]


def test_a_chapter_without_words_of_its_own_is_kept():
    text = "Hoofdstuk 1 Algemeen\nArtikel 1.1 Begrippen\nBoom: een boom.\nArtikel 1.2\nTekst."
    assert labels(text) == ["Hoofdstuk 1", "Artikel 1.1", "Artikel 1.2"]


def test_the_contents_are_no_articles():
    text = "Inhoud\nArtikel 1\nArtikel 2\n\nArtikel 1\nBomen.\nArtikel 2\nFietsen."
    assert [(part.label, part.text) for part in cut(text)] == [
        ("Aanhef", "Inhoud\nArtikel 1\nArtikel 2"),
        ("Artikel 1", "Bomen."),
        ("Artikel 2", "Fietsen."),
    ]


def test_the_same_article_twice_gets_a_number():
    assert labels("Artikel 1\nBomen.\nArtikel 1\nFietsen.") == ["Artikel 1", "Artikel 1 (2)"]


def test_a_numbered_report_is_cut_at_its_headings():
    text = "Voorwoord\n1. Samenvatting\nTekst.\n2. Plan\n2.1 Ambitie\nMeer.\n2.2 Geld\nNog meer."
    assert labels(text) == ["Aanhef", "1", "2", "2.1", "2.2"]


def test_footnotes_lists_and_tables_are_no_headings():
    text = """
1. Inleiding

De tekst begint hier.1

1 Een voetnoot zonder punt
2 Nog een voetnoot

1.1. Doel

Wij doen drie dingen

1. Luisteren
2. Antwoorden
3. Besluiten

Dit kost 2.5 Miljoen euro.
Cybersecurity 325 720

2. Plan

Het plan.
"""
    assert headings(text) == [("1", "Inleiding"), ("1.1", "Doel"), ("2", "Plan")]


def test_contents_before_the_text_are_passed_over():
    text = "1 Begin 2\n1.1 Doel 2\n2 Slot 3\n\n1 Begin\nEen.\n1.1 Doel\nTwee.\n2 Slot\nDrie."
    assert headings(text)[1:] == [("1", "Begin"), ("1.1", "Doel"), ("2", "Slot")]


def test_what_a_scanner_makes_of_a_heading_is_kept_as_it_is():
    text = (
        "6. Kader\n\n6.1. @ Veiligheid\n\nTekst.\n\n6.2.\n\né Kennis\n\nTekst.\n\n6.3. m Data\n\nX"
    )
    assert headings(text) == [
        ("6", "Kader"),
        ("6.1", "@ Veiligheid"),
        ("6.2", ""),
        ("6.3", "m Data"),
    ]


def test_a_heading_that_a_scanner_lost_does_not_lose_the_ones_after_it():
    text = "1. Begin\n\nX\n\n1.1 Doel\n\nX\n\n2.1 Weg\n\nX\n\n2.3 Brug\n\nX\n\n3. Slot\n\nX"
    assert labels(text) == ["1", "1.1", "2.1", "2.3", "3"]


def test_annexes_after_a_numbered_report_are_parts_of_their_own():
    text = "1. Begin\nX\n2. Plan\nX\nBijlage 1 Kaart\n1. Legenda\nBijlage B\nY"
    assert labels(text) == ["1", "2", "Bijlage 1", "Bijlage B"]


def test_a_text_without_headings_is_one_part():
    assert headings("Wij gaan bomen planten.\nVeel bomen.") == [("Aanhef", "")]
    assert cut(" \n ") == []


LINES = st.lists(
    st.sampled_from(
        ["1. Bomen", "2 Weg", "1.1 Een", "1.1.", "Artikel 1 Bomen", "Bijlage 2", "", "tekst", "9."]
    ),
    max_size=30,
)


@given(LINES)
def test_no_word_is_lost_and_every_label_is_its_own(lines):
    parts = cut("\n".join(lines))
    words = " ".join(f"{part.label} {part.heading} {part.text}" for part in parts)
    words = re.sub(r"\(\d+\)|Aanhef", "", words)
    assert re.findall(r"\w+", words) == re.findall(r"\w+", " ".join(lines))
    assert len({part.label for part in parts}) == len(parts)


@pytest.mark.parametrize("line", ["1. Bomen", "Artikel 1 Bomen", "1.1 ", "1 " + "A" * 200])
def test_nothing_but_headings_is_cut_and_kept(line):
    lines = 300_000 // len(line)
    parts = cut(f"{line}\n" * lines)
    kept = "".join(f"{part.label}{part.heading}{part.text}" for part in parts)
    assert kept.count(line.split()[-1]) >= lines
