"""The nota van beantwoording: everything that it tells, read at one moment."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from participatie.accountability.account import Changed, Done, Given, Said, changed, done, given
from participatie.accountability.nota.models import ParticipationAccount
from participatie.accountability.overview import Overview, Stamp, overview, stamp
from participatie.core import clock
from participatie.core.snapshot import one_state
from participatie.pipeline.models import Consultation, Decision
from participatie.pipeline.queries.consultations import TermChange, term_changes
from participatie.pipeline.statuses import AnswerStatus

ALIKE_FROM = 3
"""So many contributions that say the same and no more than that are told as one."""


@dataclass(frozen=True)
class Nota:
    """What every form of it is made of."""

    consultation: Consultation
    stamp: Stamp
    decision: Decision | None
    term_changes: list[TermChange]
    overview: Overview
    answers: list[Done]
    changes: list[Changed]
    contributions: list[Given]
    participation: ParticipationAccount | None
    version: int = 0
    """0 for what was never issued: a draft."""
    answers_are_published: bool = True

    @property
    def is_draft(self) -> bool:
        """Whether it is a preview and not a version that was issued."""
        return not self.version

    @cached_property
    def answer_of(self) -> dict[int, Done]:
        """{key: answer}."""
        return {answer.pk: answer for answer in self.answers}

    def answer_to(self, point: Said) -> Done | None:
        """The answer to a point that is told."""
        return self.answer_of.get(point.answer) if point.answer else None

    @cached_property
    def alike(self) -> dict[int, list[Given]]:
        """{number: contributions that say the same, this one first}, by the lowest number.

        Alike are contributions with the same summaries and answers in the same order. Who is
        named, or signed with others, keeps a place of its own.
        """
        groups: dict[tuple[tuple[str, int | None], ...], list[Given]] = defaultdict(list)
        for it in self.contributions:
            if it.points and not it.name and not it.signed_along:
                groups[tuple((p.summary, p.answer) for p in it.points)].append(it)
        return {group[0].number: group for group in groups.values() if len(group) >= ALIKE_FROM}

    @cached_property
    def same_as(self) -> dict[int, Given]:
        """{number: the first of those that say the same}, without those first ones."""
        return {it.number: group[0] for group in self.alike.values() for it in group[1:]}


def read(consultation: Consultation, at: Stamp | None = None) -> Nota:
    """The whole account of a consultation, all of it at one moment, also while others change it.

    `at` is the stamp of that moment, for who reads more than this in one state. The number of
    queries does not grow.
    """
    with one_state():
        return _read(_anew(consultation), at)


def preview(consultation: Consultation) -> Nota:
    """The nota as it would be if it was issued now, with the answers as far as they are."""
    with one_state():
        again = _anew(consultation)
        are_published = again.answers_published_at is not None
        # Of this copy only, which is never saved.
        again.told = frozenset(AnswerStatus)
        again.answers_published_at = again.answers_published_at or clock.now()
        return replace(_read(again, None), answers_are_published=are_published)


def _anew(consultation: Consultation) -> Consultation:
    found = Consultation.objects.select_related("decision", "participation_account")
    return found.get(pk=consultation.pk)


def _read(consultation: Consultation, at: Stamp | None) -> Nota:
    at = at or stamp(consultation)
    # Not the overview that is kept: it may be of another moment.
    seen = overview(consultation)
    decision: Decision | None = getattr(consultation, "decision", None)
    return Nota(
        consultation=consultation,
        stamp=at,
        decision=decision if decision is not None and decision.is_adopted else None,
        term_changes=term_changes(consultation),
        overview=seen,
        answers=done(consultation, seen, [place.pk for place in seen.answers], first=None),
        changes=changed(consultation, seen, first=None),
        contributions=given(consultation),
        participation=getattr(consultation, "participation_account", None),
    )
