"""Passages that may be personal data, as a hint to the person who decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participatie.core import algorithms, personal_data
from participatie.core.personal_data import PersonalData
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


_REASONS = {
    PersonalData.EMAIL: HidingReason.ADDRESS,
    PersonalData.PHONE: HidingReason.ADDRESS,
    PersonalData.BANK_ACCOUNT: HidingReason.OTHER,
    PersonalData.POSTCODE: HidingReason.ADDRESS,
    PersonalData.STREET: HidingReason.ADDRESS,
    PersonalData.CITIZEN_NUMBER: HidingReason.OTHER,
}
"""The reason that would fit; what is not here is left to the reader's own judgement."""
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
    for kind, span in personal_data.find(text):
        if kind in _REASONS:
            yield Hint(span, kind.label, _REASONS[kind])


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
