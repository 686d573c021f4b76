"""Two versions of a text side by side, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Literal

Kind = Literal["same", "removed", "added"]

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PAIRS = 500_000
"""Beyond so many pairs of equal words two texts are too long and too unlike to be matched in a
second; what lies between their equal beginning and end is then shown as replaced."""

LEFT_OUT = "[…]"
AROUND = 300
"""So many characters that stayed the same are shown beside a change."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed the same, was removed or was added."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """What changed from `before` to `after`.

    The same and removed pieces together spell `before`, the same and added ones `after`. Lines
    are matched first, then the words of the lines that differ. Where only spaces stand between
    two changes they are shown as one, because that is how people read.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for same, old_text, new_text in _matched(old, new):
        if same:
            pieces.append(Piece("same", old_text))
        else:
            for equal, removed, added in _matched(
                _WORDS.findall(old_text), _WORDS.findall(new_text)
            ):
                pieces.extend([Piece("same", removed)] if equal else _change(removed, added))
    return list(_merged(pieces))


def shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without what stayed the same far from any change; there stands `[…]`.

    One sentence that is added to an article of ten pages is then not lost in it, nor printed ten
    pages long. What was removed or added stays whole, and so does a text that did not change.
    """
    last = len(pieces) - 1
    return [
        _near(piece, AROUND * (place > 0), AROUND * (place < last))
        if piece.kind == "same" and last
        else piece
        for place, piece in enumerate(pieces)
    ]


def _near(piece: Piece, first: int, last: int) -> Piece:
    """The `first` and `last` characters of a piece, in whole words."""
    text = piece.text
    if len(text) <= first + last + AROUND:
        return piece
    head = re.sub(r"\s+\S*$", "", text[:first])
    tail = re.sub(r"^\S*\s+", "", text[len(text) - last :])
    return Piece("same", " ".join(filter(None, (head, LEFT_OUT, tail))))


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches in order, as (whether they are equal, text of the old, text of the new)."""
    first = _shared(old, new)
    last = min(_shared(old[::-1], new[::-1]), min(len(old), len(new)) - first)
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    if first:
        yield True, "".join(old[:first]), "".join(new[:first])
    if _pairs(middle_old, middle_new) > _MOST_PAIRS:
        yield False, "".join(middle_old), "".join(middle_new)
    else:
        # White space is found beside words that match; by itself it matches everywhere.
        matcher = SequenceMatcher(str.isspace, middle_old, middle_new, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield tag == "equal", "".join(middle_old[i1:i2]), "".join(middle_new[j1:j2])
    if last:
        yield True, "".join(old[-last:]), "".join(new[-last:])


def _shared(old: list[str], new: list[str]) -> int:
    pairs = zip(old, new, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _pairs(old: list[str], new: list[str]) -> int:
    times = Counter(new)
    return sum(times[word] for word in old if not word.isspace())


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    same = removed = added = ""
    for place, piece in enumerate(pieces):
        between = removed + added and place + 1 < len(pieces) and not piece.text.strip(" ")
        if piece.kind == "same" and not between:
            yield from _change(removed, added)
            same, removed, added = same + piece.text, "", ""
            continue
        if same:
            yield Piece("same", same)
            same = ""
        if piece.kind != "added":
            removed += piece.text
        if piece.kind != "removed":
            added += piece.text
    yield from _change(removed, added)
    if same:
        yield Piece("same", same)


def _change(removed: str, added: str) -> list[Piece]:
    pieces = [Piece("removed", removed), Piece("added", added)]
    return [piece for piece in pieces if piece.text]
