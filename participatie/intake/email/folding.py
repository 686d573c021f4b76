"""Which words of a message are the sender's own: quoted messages and signatures are folded.

Nothing is taken away: the pieces together are the message. Looks at each line once, so that a
message made to be slow is not.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    """Whose words a piece holds."""

    OWN = "own"
    QUOTE = "quote"
    SIGNATURE = "signature"


@dataclass(frozen=True)
class Piece:
    """Lines that belong together."""

    kind: PieceKind
    text: str


_QUOTED = re.compile(r"\s{0,3}>")
# “Op ma 3 mrt 2025 om 10:12 schreef Jan <jan@…>:”, with the hour or the year to be sure that it
# is not a sentence of somebody's own.
_WROTE = re.compile(
    r"(?:Op|On|Am|Le)\b(?=.*\d).*(?:\d{1,2}[:.]\d{2}|\b\d{4}\b|@).*"
    r"\b(?:schreef|geschreven|wrote|schrieb|a écrit)\b.*:",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"(?:Op|On|Am|Le)\s", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"[-_ ]*(?:Oorspronkelijk bericht|Doorgestuurd bericht|Original message|Forwarded message"
    r"|Begin doorgestuurd bericht:)[-_ ]*",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:Van|From)\s?:\*?\s", re.IGNORECASE)
_OTHER_HEADER = re.compile(
    r"\*?(?:Verzonden|Sent|Datum|Date|Aan|To|CC|Onderwerp|Subject)\s?:", re.IGNORECASE
)
_DEVICE = re.compile(
    r"(?:Verzonden vanaf|Verstuurd vanaf|Verzonden met|Sent from|Outlook voor|Get Outlook)\b.*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:Met (?:vriendelijke|hartelijke) groet(?:en)?|Vriendelijke groet(?:en)?|Hoogachtend"
    r"|Hartelijke groet(?:en)?|Groet(?:en|jes)?|Mvg|Kind regards|Best regards)\b.{0,60}",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"\s*p\.?\s?s\b", re.IGNORECASE)
LONGEST_SIGNATURE = 15
"""Lines: what stands under a greeting and is longer, is part of the letter."""
LONGEST_LINE = 500
"""Characters: nothing longer is a line above a quote, or a greeting."""


def fold(text: str) -> list[Piece]:
    """`text` in pieces, in order. A message without words of its own is its own as a whole."""
    lines = text.split("\n")
    kinds = _kinds(lines)
    if not any(
        kind is PieceKind.OWN and line.strip() for kind, line in zip(kinds, lines, strict=True)
    ):
        return [Piece(PieceKind.OWN, text)]
    pieces: list[Piece] = []
    begin = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or kinds[place] is not kinds[begin]:
            pieces.append(Piece(kinds[begin], "\n".join(lines[begin:place])))
            begin = place
    return pieces


def own_words(pieces: list[Piece]) -> str:
    """What the sender wrote, without what is folded."""
    own = [piece.text for piece in pieces if piece.kind is PieceKind.OWN]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(own)).strip()


def _kinds(lines: list[str]) -> list[PieceKind]:
    kinds = [PieceKind.OWN] * len(lines)
    end = len(lines)
    place = 0
    while place < len(lines):
        length = _heading_at(lines, place)
        if length:
            after = _next_with_words(lines, place + length)
            if after < len(lines) and _QUOTED.match(lines[after]):
                # Answered below, or in between: only what is marked is quoted.
                kinds[place:after] = [PieceKind.QUOTE] * (after - place)
                place = after
                continue
            end = place
            kinds[place:] = [PieceKind.QUOTE] * (len(lines) - place)
            break
        if _QUOTED.match(lines[place]):
            kinds[place] = PieceKind.QUOTE
        place += 1
    _mark_signature(lines, kinds, end)
    return kinds


def _heading_at(lines: list[str], place: int) -> int:
    """How many lines the heading of a quoted message takes here; 0 when there is none."""
    line = lines[place].strip().lstrip("> ")
    if not line or len(line) > LONGEST_LINE:
        return 0
    if _SEPARATOR.fullmatch(line):
        return 1
    if _WROTE_BEGINS.match(line):
        joined = ""
        # Mail programs break this line in two or three.
        for count, following in enumerate(lines[place : place + 3], start=1):
            joined = f"{joined} {following.strip().lstrip('> ')}".strip()
            if len(joined) <= LONGEST_LINE and _WROTE.fullmatch(joined):
                return count
    if _FROM.match(line):
        below = [each.strip() for each in lines[place + 1 : place + 6]]
        if sum(bool(_OTHER_HEADER.match(each)) for each in below) > 1:
            return 1
    return 0


def _next_with_words(lines: list[str], place: int) -> int:
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place


def _mark_signature(lines: list[str], kinds: list[PieceKind], end: int) -> None:
    """Mark the signature at the end of the own words, before a quote that runs to the end."""
    while end and (not lines[end - 1].strip() or kinds[end - 1] is PieceKind.QUOTE):
        end -= 1
    for place in range(max(1, end - LONGEST_SIGNATURE), end):
        line = lines[place]
        if kinds[place] is not PieceKind.OWN or len(line) > LONGEST_LINE:
            continue
        begins = line.rstrip("\r") in ("-- ", "--") or _DEVICE.fullmatch(line.strip())
        greets = _GREETING.fullmatch(line.strip())
        if begins or greets:
            if any(_POSTSCRIPT.match(below) for below in lines[place:end]):
                return
            for row in range(place, end):
                if kinds[row] is PieceKind.OWN:
                    kinds[row] = PieceKind.SIGNATURE
            return
