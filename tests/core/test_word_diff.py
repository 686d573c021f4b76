"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from participatie.core.word_diff import AROUND, LEFT_OUT, Piece, shortened, word_diff

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


LONG = "".join(f"Zin nummer {number} staat hier.\n" for number in range(200))


def test_a_sentence_added_to_a_long_text_is_shown_with_what_stands_around_it() -> None:
    middle = LONG.index("Zin nummer 100")
    head, added, tail = shortened(word_diff(LONG, f"{LONG[:middle]}Nieuw!\n{LONG[middle:]}"))
    assert added == Piece("added", "Nieuw!\n")
    assert head.text.startswith(f"{LEFT_OUT} ")
    assert head.text.endswith(LONG[middle - 200 : middle])
    assert tail.text.startswith(LONG[middle : middle + 200])
    assert tail.text.endswith(f" {LEFT_OUT}")
    assert len(head.text + tail.text) < 2 * AROUND + 20


def test_between_two_changes_only_the_middle_is_left_out() -> None:
    _removed, _added, same, _slot = shortened(word_diff(f"een\n{LONG}", f"twee\n{LONG}slot"))
    assert same.text.startswith(f"\n{LONG[:200]}")
    assert same.text.endswith(LONG[-200:])
    assert same.text.count(LEFT_OUT) == 1


def test_a_text_that_is_new_dropped_or_the_same_is_not_shortened() -> None:
    for before, after in (("", LONG), (LONG, ""), (LONG, LONG)):
        assert shortened(word_diff(before, after)) == word_diff(before, after)


@given(TEXTS, TEXTS)
def test_short_texts_are_whole_and_changes_always_are(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert shortened(pieces) == pieces
    around_nothing = shortened([Piece("same", LONG), *pieces, Piece("same", LONG)])
    changed = [piece for piece in pieces if piece.kind != "same"]
    assert [piece for piece in around_nothing if piece.kind != "same"] == changed
