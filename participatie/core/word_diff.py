"""Two versions of a text side by side, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MANY_WORDS = 4_000
"""From here on difflib may call frequent words noise: rougher, but its time stays linear."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed the same, was removed or was added."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """What changed from `before` to `after`.

    The same and removed pieces together spell `before`, the same and added ones `after`. Lines
    are matched first, then the words of the lines that differ. Where only white space stands
    between two changes they are shown as one, because that is how people read.
    """
    pieces: list[Piece] = []
    old_lines, new_lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(
        None, old_lines, new_lines, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old_lines[i1:i2])))
        else:
            pieces.extend(_words("".join(old_lines[i1:i2]), "".join(new_lines[j1:j2])))
    return list(_merged(pieces))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    many = max(len(old), len(new)) > _MANY_WORDS
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=many).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[i1:i2]))
            continue
        if i1 < i2:
            yield Piece("removed", "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece("added", "".join(new[j1:j2]))


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    removed = added = ""
    for place, piece in enumerate(pieces):
        only_a_gap = piece.text.strip(" ") == "" and removed + added and place + 1 < len(pieces)
        if piece.kind != "added" and (piece.kind == "removed" or only_a_gap):
            removed += piece.text
        if piece.kind != "removed" and (piece.kind == "added" or only_a_gap):
            added += piece.text
        if piece.kind == "same" and not only_a_gap:
            yield from _change(removed, added)
            removed = added = ""
            yield piece
    yield from _change(removed, added)


def _change(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
