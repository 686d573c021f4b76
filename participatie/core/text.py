"""Plain text: tidying what people type without changing what they said, and cutting it up."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-Þ0-9])|\n\s*")
_NO_SENTENCE_END = re.compile(
    r"\b(?:dhr|mevr|mw|dr|ir|mr|ing|drs|prof|nr|art|bijv|bv|ca|d\.d|blz|o\.a|m\.b\.t|i\.v\.m"
    r"|e\.d|etc|enz|evt|t/m|incl|excl|max|min|resp|st|tel|zgn|[A-Z])\.$",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"(?:[-–—•*·]|\(?(?:\d{1,3}|[a-z]{1,3})[.)°])(?:\s|$)|§")
_UNFINISHED = re.compile(
    r"(?:,|\b(?:aan|bij|de|door|een|en|het|in|met|naar|of|op|te|tot|uit|van|voor))$", re.IGNORECASE
)
_BROKEN_FROM = 30
"""Characters: shorter lines are headings, names and verse, which end where they end."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(selector) for selector in range(0xFE00, 0xFE10)
}
"""Letters and marks of Unicode that are drawn as nothing."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
"""Controls, formats, halves of characters, and white space."""
_LONGEST = 12
"""Characters: longer than any of these abbreviations with what stands before it."""


@dataclass(frozen=True)
class Span:
    """A piece of a text: `text[start:end]`, in characters."""

    start: int
    end: int


def tidy(text: str) -> str:
    """`text` as it will be kept: line ends as \\n, NFC, no NUL or stray control characters.

    Direction marks, emoji and everything that a person can see stay. What has nothing that a person
    can see, such as only zero-width spaces, is empty.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    return text.strip() if any(is_seen(character) for character in text) else ""


def is_seen(character: str) -> bool:
    """Whether something is drawn for it; of white space and zero-width characters nothing is."""
    return unicodedata.category(character) not in _UNSEEN and character not in _BLANK


def one_line(text: str) -> str:
    """`text` as it will be kept where one line is asked: tidied, with single spaces."""
    return " ".join(tidy(text).split())


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order, without the white space around them.

    Cut at full stops, question and exclamation marks before a capital, and at line ends;
    not after common Dutch abbreviations and initials. A reading aid, not linguistics.
    """
    spans: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # Only the last word is looked at: searching the whole sentence made 24,000 characters
        # of "A. A. A." take half a minute.
        last_word = text[max(start, match.start() - _LONGEST) : match.start()]
        if "\n" not in match.group() and _NO_SENTENCE_END.search(last_word):
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
    spans.append(Span(start, len(text)))
    trimmed = (_trim(text, span) for span in spans)
    return [span for span in trimmed if span.start < span.end]


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    return Span(
        span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip())
    )


def without_hard_line_ends(text: str) -> str:
    """`text` as one line per paragraph, where a scan or a mail broke the lines to a width.

    A line is joined to the next one only where it clearly goes on there: to join a heading with
    what stands under it is worse than to leave a line broken. Empty lines stay.
    """
    lines = text.split("\n")
    joined = lines[:1]
    for before, line in pairwise(lines):
        if _goes_on(before, line):
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _goes_on(line: str, following: str) -> bool:
    line, following = line.rstrip(), following.lstrip()
    if len(line) < _BROKEN_FROM or line[-1] in ".:;!?" or _LIST_ITEM.match(following):
        return False
    return bool(following) and (not following[0].isupper() or bool(_UNFINISHED.search(line)))


def uncovered(text: str, covered: list[Span]) -> list[Span]:
    """The sentences of `text` of which no character lies in any of the `covered` pieces."""
    found = []
    waiting = sorted(covered, key=lambda span: span.start)
    reach = place = 0
    for sentence in sentences(text):
        while place < len(waiting) and waiting[place].start < sentence.end:
            reach = max(reach, waiting[place].end)
            place += 1
        if reach <= sentence.start:
            found.append(sentence)
    return found
