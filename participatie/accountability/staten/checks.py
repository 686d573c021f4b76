"""Was it done properly? Each question is put to the record itself and answered in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from participatie.accountability.overview import Overview
from participatie.accountability.staten.asked import (
    LAST_NUMBER,
    NOTICES,
    QUESTIONS,
    AboutNotices,
    AboutRows,
    Of,
)
from participatie.accountability.staten.home import Notices
from participatie.pipeline.models import Consultation

NAMED = 10
"""So many references are named; the others are counted."""


@dataclass(frozen=True)
class Missing:
    """Where something does not hold; `contribution` is the number of the one to look at."""

    reference: str
    contribution: int | None = None


@dataclass(frozen=True)
class Check:
    """One question and what the record says: `fulfilled` out of `total`."""

    slug: str
    fulfilled: int
    total: int
    is_due: bool
    """Whether it should hold by now."""
    exceptions: tuple[Missing, ...] = ()
    """Where it does not hold, the first ones."""
    counts_notices: bool = False
    """Notices are counted: more than contributions, for a sender may get several."""

    @property
    def question(self) -> str:
        """In words."""
        return str(QUESTIONS[self.slug].words)

    @property
    def state(self) -> str:
        """`ok`, `busy` (not yet, and it need not) or `wrong`."""
        if self.fulfilled == self.total and (self.total or self.is_due):
            return "ok"
        return "wrong" if self.is_due else "busy"

    @property
    def others(self) -> int:
        """Exceptions that are not named, where some are."""
        return self.total - self.fulfilled - len(self.exceptions) if self.exceptions else 0

    @property
    def numbers(self) -> str:
        """“34 of 36”, or of how many notices."""
        counted = _("%(fulfilled)s of %(total)s")
        if self.counts_notices:
            counted = _("%(fulfilled)s of %(total)s notices")
        return counted % {
            "fulfilled": number_format(self.fulfilled, force_grouping=True),
            "total": number_format(self.total, force_grouping=True),
        }


def checks(consultation: Consultation, seen: Overview, sent: Sequence[Notices]) -> list[Check]:
    """All questions about a consultation, in the order of the track; `sent` from `notices`."""
    return list(
        chain(
            [_numbers(seen)],
            (
                _of_rows(consultation, question)
                for question in QUESTIONS.values()
                if isinstance(question, AboutRows)
            ),
            (_of_notices(consultation, question, sent) for question in NOTICES),
        )
    )


def _numbers(seen: Overview) -> Check:
    return Check(
        LAST_NUMBER.slug,
        seen.numbers.highest - len(seen.numbers.missing),
        seen.numbers.highest,
        is_due=True,
        exceptions=tuple(Missing(str(number)) for number in seen.numbers.missing[:NAMED]),
    )


def _of_rows(consultation: Consultation, question: AboutRows) -> Check:
    total, wrong = question.every(consultation).count(), question.wrong(consultation)
    failing = wrong.count()
    return Check(
        question.slug,
        total - failing,
        total,
        is_due=question.is_due(consultation),
        exceptions=_named(consultation, question.of, wrong) if failing else (),
    )


def _named(consultation: Consultation, of: Of, wrong: QuerySet) -> tuple[Missing, ...]:
    prefix = consultation.prefix
    if of is Of.POINTS:
        rows = wrong.order_by("contribution__number", "number")
        numbers = rows.values_list("contribution__number", "number")[:NAMED]
        return tuple(Missing(f"{prefix}-{one:04d}.{point}", one) for one, point in numbers)
    numbers = wrong.order_by("number").values_list("number", flat=True)[:NAMED]
    if of is Of.CONTRIBUTIONS:
        return tuple(Missing(f"{prefix}-{number:04d}", number) for number in numbers)
    letter = "A" if of is Of.ANSWERS else "W"
    return tuple(Missing(f"{prefix}-{letter}{number}") for number in numbers)


def _of_notices(
    consultation: Consultation, question: AboutNotices, sent: Sequence[Notices]
) -> Check:
    rows = [row for row in sent if row.kind in question.kinds]
    due = question.is_due(consultation)
    nobody = question.forgotten(consultation)
    forgotten = nobody.count()
    lost = forgotten + sum(row.failed for row in rows)
    return Check(
        question.slug,
        sum(row.arrived for row in rows),
        sum(row.total for row in rows) + forgotten,
        # What is on its way is no fault yet.
        is_due=due and lost > 0,
        exceptions=_named(consultation, Of.CONTRIBUTIONS, nobody) if due and forgotten else (),
        counts_notices=True,
    )
