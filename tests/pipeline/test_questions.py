"""The questions of a form and the text that is composed from the answers."""

import pytest

from participatie.pipeline.questions import (
    Question,
    QuestionKind,
    compose,
    from_own_words,
    groups_of,
    not_own_words,
)

OPINION = Question("opinion", QuestionKind.OPEN, "Wat vindt u van het plan?")
WAY = Question("way", QuestionKind.ONE_CHOICE, "Hoe reist u?", choices=("te voet", "fiets"))
STREETS = Question("streets", QuestionKind.OPEN, "Welke straat?", optional=True)


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ({"way": "fiets", "opinion": "Het is\n\nmooi.", "streets": "Laan"}, "Het is\n\nmooi."),
        ({"opinion": "Mooi.", "way": "fiets"}, "Mooi."),
        ({"opinion": "Mooi."}, "Mooi."),
        ({"way": "fiets", "streets": "Laan"}, "Laan"),
        ({"way": "fiets"}, "fiets"),
        ({}, ""),
    ],
)
@pytest.mark.parametrize("questions", [[WAY, OPINION, STREETS], [OPINION, WAY, STREETS]])
def test_a_list_begins_with_the_senders_own_words(questions, given, begins):
    assert from_own_words(questions, compose(questions, given)).startswith(begins)


def test_a_text_that_was_not_composed_is_left_as_it_is():
    text = "Geachte heer,\n\nWelke straat?\nDie van mij."
    assert from_own_words([WAY, OPINION, STREETS], text) == text


def test_only_chosen_answers_are_shown_with_their_questions():
    other = Question("often", QuestionKind.SCALE, "Hoe vaak?")
    text = compose([WAY, other], {"way": "fiets", "often": "4"})
    assert from_own_words([WAY, other], text) == text


def test_a_group_is_kept_with_its_question_and_none_changes_nothing():
    grouped = Question("way", QuestionKind.OPEN, "Hoe reist u?", group="Over u")
    assert Question.from_json(grouped.as_json()) == grouped
    assert "group" not in OPINION.as_json()
    assert Question.from_json(OPINION.as_json()) == OPINION
    assert groups_of([OPINION, grouped, WAY]) == [
        ("", [OPINION]),
        ("Over u", [grouped]),
        ("", [WAY]),
    ]


def test_a_text_of_before_the_scale_was_in_words_keeps_its_places():
    often = Question("often", QuestionKind.SCALE, "Hoe vaak?")
    given = {"often": "4", "opinion": "Mooi."}
    old = "Hoe vaak?\n4\n\nWat vindt u van het plan?\nMooi."
    for text in (old, compose([often, OPINION], given)):
        places = not_own_words([often, OPINION], given, text)
        assert text[places[0].end :].startswith("\n\nWat")
        assert text[places[1].start : places[1].end] == "Wat vindt u van het plan?"


def _not_own(text: str, given: dict[str, str]) -> list[str]:
    spans = not_own_words([WAY, OPINION], given, text)
    return [text[span.start : span.end] for span in spans]


def test_questions_are_found_in_words_that_were_corrected_or_added_to():
    given = {"way": "fiets", "opinion": "Mooi."}
    composed = compose([WAY, OPINION], given)
    asked = ["Hoe reist u?\nfiets", "Wat vindt u van het plan?"]
    assert _not_own(composed, given) == asked
    assert _not_own(composed + "\n\nAanvulling van 3 maart:\nNog iets.", given) == asked
    assert _not_own(composed.replace("Mooi.", "Niet mooi."), given) == asked
    asked_only = ["Hoe reist u?", "Wat vindt u van het plan?"]
    assert _not_own(composed.replace("fiets", "te voet"), given) == asked_only
    assert _not_own("Heel iets anders.", given) == []


def test_one_answer_with_words_behind_it_has_a_question():
    assert _not_own("Mooi.", {"opinion": "Mooi."}) == []
    text = "Hoe reist u?\nfiets\n\nEn verder niets."
    assert _not_own(text, {"way": "fiets"}) == ["Hoe reist u?\nfiets"]
