"""The nota van beantwoording: everything that it tells, read at one moment."""

from dataclasses import dataclass
from functools import cached_property

from participatie.accountability.account import Changed, Done, Given, Said, changed, done, given
from participatie.accountability.overview import Overview, Stamp, overview
from participatie.pipeline.models import Consultation, Decision
from participatie.pipeline.queries.consultations import TermChange, term_changes


@dataclass(frozen=True)
class Nota:
    """What page, PDF and CSV are made of."""

    consultation: Consultation
    stamp: Stamp
    decision: Decision | None
    term_changes: list[TermChange]
    overview: Overview
    answers: list[Done]
    changes: list[Changed]
    contributions: list[Given]

    @cached_property
    def answer_of(self) -> dict[int, Done]:
        """{key: answer}."""
        return {answer.pk: answer for answer in self.answers}

    def answer_to(self, point: Said) -> Done | None:
        """The published answer to a point."""
        return self.answer_of.get(point.answer) if point.answer else None


def read(consultation: Consultation, at: Stamp) -> Nota:
    """Read the whole account of a consultation; the number of queries does not grow."""
    seen = overview(consultation, at)
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
    )
