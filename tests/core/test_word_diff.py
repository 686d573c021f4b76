"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from participatie.core.word_diff import Piece, word_diff

TEXTS = st.lists(
    st.sampled_from(["weg", "fiets", " ", "\n", ".", "80", "60", "é", "<b>"]), max_size=30
).map("".join)


@given(TEXTS, TEXTS)
def test_pieces_spell_both_versions(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


def test_one_changed_word_is_one_removal_and_one_addition() -> None:
    assert word_diff("maximaal 80 kilometer", "maximaal 60 kilometer") == [
        Piece("same", "maximaal "),
        Piece("removed", "80"),
        Piece("added", "60"),
        Piece("same", " kilometer"),
    ]


def test_words_that_change_side_by_side_are_one_change() -> None:
    assert word_diff("de oude brug", "het nieuwe brug") == [
        Piece("removed", "de oude"),
        Piece("added", "het nieuwe"),
        Piece("same", " brug"),
    ]


def test_equal_texts_are_one_piece() -> None:
    assert word_diff("niets anders", "niets anders") == [Piece("same", "niets anders")]


def test_no_text_at_all_gives_no_pieces() -> None:
    assert word_diff("", "") == []


def test_a_changed_line_leaves_the_other_lines_alone() -> None:
    pieces = word_diff("een\ntwee\ndrie", "een\n2\ndrie")
    assert pieces == [
        Piece("same", "een\n"),
        Piece("removed", "twee"),
        Piece("added", "2"),
        Piece("same", "\ndrie"),
    ]


def test_two_long_unlike_texts_are_compared_in_reasonable_time() -> None:
    before = " ".join(f"woord{number % 97}" for number in range(20_000))
    after = " ".join(f"woord{number % 89}" for number in range(20_000))
    assert "".join(p.text for p in word_diff(before, after) if p.kind != "added") == before
