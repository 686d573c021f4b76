"""Passages that may be personal data, as a hint to the person who decides.

Plain patterns, no judgement: they miss things and find too much. Each pattern is bounded, so
that a text of 250,000 characters is searched in a moment.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.nl import bsn

from participatie.core import algorithms
from participatie.core.text import Span
from participatie.pipeline.acts.public_texts import Hidden
from participatie.pipeline.models import Contact
from participatie.pipeline.statuses import HidingReason
from participatie.triage.algorithms import PERSONAL_DATA
from participatie.triage.hiding import occurrences


@dataclass(frozen=True)
class Hint:
    """A passage, why it was found, and the reason that would fit."""

    span: Span
    label: str | Promise
    reason: HidingReason


def _always(_found: str) -> bool:
    return True


_PATTERNS: tuple[tuple[str | Promise, HidingReason, str, Callable[[str], bool]], ...] = (
    (
        _("e-mail address"),
        HidingReason.ADDRESS,
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
        _always,
    ),
    (
        _("telephone number"),
        HidingReason.ADDRESS,
        r"(?<![\w+])(?:(?:\+|00)31[\s-]?(?:\(0\))?|0)[1-9](?:[\s-]{0,2}\d){7,8}(?!\d)",
        _always,
    ),
    (
        _("bank account"),
        HidingReason.OTHER,
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
        iban.is_valid,
    ),
    (
        _("postcode"),
        HidingReason.ADDRESS,
        r"\b[1-9]\d{3} ?[A-Z]{2}\b(?:[ ,]{1,2}\d{1,5}\b(?:[ -]?[a-zA-Z]\b)?)?",
        _always,
    ),
    (
        _("street and number"),
        HidingReason.ADDRESS,
        r"\b[A-Z][\w'’-]{0,40}(?:straat|laan|weg|plein|dijk|kade|singel|gracht|steeg|pad|hof|dreef"
        r"|plantsoen|ring|wal|markt|baan|park|veld|kamp) \d{1,5}(?:[ -]?[a-zA-Z]\b)?(?!\d)",
        _always,
    ),
    (_("citizen service number"), HidingReason.OTHER, r"(?<!\d)\d{8,9}(?!\d)", bsn.is_valid),
)
_SEARCH = tuple(
    (label, reason, re.compile(pattern), check) for label, reason, pattern, check in _PATTERNS
)
_SMALL_WORDS = frozenset(
    ("van", "de", "der", "den", "het", "ter", "ten", "te", "tot", "op", "in", "aan", "bij", "en")
)


def hints(text: str, contacts: Iterable[Contact] = ()) -> list[Hint]:
    """What in `text` may have to be hidden, in order, without what lies inside another hint.

    Of `contacts` only the names are looked for; a name that is not in the text is never shown.
    None while the algorithm is switched off.
    """
    if not algorithms.is_on(PERSONAL_DATA.slug):
        return []
    found = [*_names(text, contacts), *_patterns(text)]
    found.sort(key=lambda hint: (hint.span.start, -hint.span.end))
    kept: list[Hint] = []
    for hint in found:
        if not kept or hint.span.end > kept[-1].span.end:
            kept.append(hint)
    return kept


def outside(found: Iterable[Hint], hidden: Iterable[Hidden]) -> list[Hint]:
    """The hints that no hidden passage covers."""
    covered = [span for span, _reason in hidden]
    return [
        hint
        for hint in found
        if not any(s.start <= hint.span.start and hint.span.end <= s.end for s in covered)
    ]


def _patterns(text: str) -> Iterator[Hint]:
    for label, reason, pattern, check in _SEARCH:
        for match in pattern.finditer(text):
            if check(match.group()):
                yield Hint(Span(*match.span()), label, reason)


def _names(text: str, contacts: Iterable[Contact]) -> Iterator[Hint]:
    wanted: set[str] = set()
    for contact in contacts:
        wanted.add(contact.name)
        # A surname alone too, where it stands with its capital letter.
        wanted.update(
            word for word in contact.name.split() if len(word) > 2 and word not in _SMALL_WORDS
        )
    for words in wanted:
        for span in occurrences(text, words):
            if text[span.start].isupper() or " " in words:
                yield Hint(
                    span, _("name of the sender or of somebody who signed"), HidingReason.NAME
                )
