"""What is asked of the record, and of what: the questions of completeness.

A question about rows says which rows it is about, and which of those do not hold. From that follow
the numbers as well as the lists behind them, so that these cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participatie.accountability.overview import points_of
from participatie.pipeline import kinds
from participatie.pipeline.models import (
    Answer,
    Change,
    Consultation,
    Contribution,
    Delivery,
    Event,
    Point,
)
from participatie.pipeline.statuses import (
    COUNTED,
    FIXED,
    LEADS_TO_CHANGE,
    ChangeOrigin,
    DeliveryKind,
    DeliveryStatus,
    Status,
)


class Of(Enum):
    """What a question is about, one by one."""

    CONTRIBUTIONS = "contributions"
    POINTS = "points"
    ANSWERS = "answers"
    CHANGES = "changes"


def _always(_consultation: Consultation) -> bool:
    return True


def _once_published(consultation: Consultation) -> bool:
    return consultation.answers_published_at is not None


def _once_decided(consultation: Consultation) -> bool:
    return consultation.decided_at is not None


@dataclass(frozen=True)
class Question:
    """`slug` is its address; `is_due` whether it should hold by now."""

    slug: str
    words: Promise
    is_due: Callable[[Consultation], bool]


@dataclass(frozen=True)
class AboutRows(Question):
    """Holds for each of `every`, unless `fails` is true of it."""

    of: Of
    every: Callable[[Consultation], QuerySet[Any]]
    fails: Callable[[Consultation], Q]

    def wrong(self, consultation: Consultation) -> QuerySet[Any]:
        """The rows for which it does not hold."""
        return self.every(consultation).filter(self.fails(consultation))

    def right(self, consultation: Consultation) -> QuerySet[Any]:
        """The rows for which it holds."""
        return self.every(consultation).filter(~self.fails(consultation))


@dataclass(frozen=True)
class AboutNotices(Question):
    """Holds when a notice of each of `kinds` arrived, and one of `kind` exists for each of `to`."""

    kind: DeliveryKind
    kinds: frozenset[DeliveryKind]
    to: Callable[[Consultation], QuerySet[Contribution]]

    def sent(self, consultation: Consultation) -> QuerySet[Delivery]:
        """The notices; what went again another way is counted there."""
        return Delivery.objects.filter(
            contribution__consultation=consultation, kind__in=self.kinds
        ).exclude(status=DeliveryStatus.REPLACED)

    def forgotten(self, consultation: Consultation) -> QuerySet[Contribution]:
        """The contributions whose sender was to be told and for whom no notice exists."""
        told = Delivery.objects.filter(contribution=OuterRef("pk"), kind=self.kind)
        return self.to(consultation).filter(~Exists(told))


def _contributions(consultation: Consultation) -> QuerySet[Contribution]:
    return consultation.contributions.all()


def _admitted(consultation: Consultation) -> QuerySet[Contribution]:
    return consultation.contributions.filter(status__in=COUNTED)


def _refused(consultation: Consultation) -> QuerySet[Contribution]:
    return consultation.contributions.filter(status=Status.INADMISSIBLE)


def _approved(consultation: Consultation) -> QuerySet[Answer]:
    return consultation.answers.filter(status__in=FIXED)


def _adopted(consultation: Consultation) -> QuerySet[Answer]:
    points = points_of(consultation).filter(answer=OuterRef("pk"))
    return _approved(consultation).filter(Exists(points), outcome__in=LEADS_TO_CHANGE)


def _changes(consultation: Consultation) -> QuerySet[Change]:
    return Change.objects.filter(decision__consultation=consultation, removed_at=None)


def _without_points(_consultation: Consultation) -> Q:
    return ~Q(Exists(Point.objects.filter(contribution=OuterRef("pk"), removed_at=None)))


def _alone(_consultation: Consultation) -> Q:
    wrote = Event.objects.filter(
        answer=OuterRef("pk"),
        kind__in=[kinds.ANSWER_DRAFTED, kinds.ANSWER_EDITED],
        actor=OuterRef("approver"),
    )
    return Q(approver=None) | Q(approver=F("author")) | Q(Exists(wrote))


def _without_change(_consultation: Consultation) -> Q:
    return ~Q(Exists(Change.objects.filter(answers=OuterRef("pk"), removed_at=None)))


def _without_cause(_consultation: Consultation) -> Q:
    # A change of our own motion has its explanation for a cause, and cannot be made without.
    return Q(origin=ChangeOrigin.ANSWERS) & ~Q(
        Exists(Answer.objects.filter(changes=OuterRef("pk")))
    )


LAST_NUMBER = Question("nummers", _("Are all numbers there, from 1 to the last?"), _always)
ROWS = (
    AboutRows(
        "beoordeeld",
        _("Was every contribution judged: admitted, declined or withdrawn?"),
        _once_published,
        Of.CONTRIBUTIONS,
        _contributions,
        lambda _consultation: Q(status=Status.RECEIVED),
    ),
    AboutRows(
        "niet-toegelaten",
        _("Does every contribution that was not admitted have a reason?"),
        _always,
        Of.CONTRIBUTIONS,
        _refused,
        lambda _consultation: Q(admissibility_reason=""),
    ),
    AboutRows(
        "punten",
        _("Were points taken from every admitted contribution?"),
        _once_published,
        Of.CONTRIBUTIONS,
        _admitted,
        _without_points,
    ),
    AboutRows(
        "beantwoord",
        _("Was every point answered, and the answer approved?"),
        _once_published,
        Of.POINTS,
        points_of,
        lambda _consultation: ~Q(answer__status__in=FIXED),
    ),
    AboutRows(
        "redenen",
        _("Does every answer give its reasons, also in plain language?"),
        _always,
        Of.ANSWERS,
        _approved,
        lambda _consultation: Q(reason="") | Q(plain=""),
    ),
    AboutRows(
        "vier-ogen",
        _("Was every answer approved by somebody who did not write on it?"),
        _always,
        Of.ANSWERS,
        _approved,
        _alone,
    ),
    AboutRows(
        "wijziging",
        _("Does every answer that adopts something name a change in the text?"),
        _once_published,
        Of.ANSWERS,
        _adopted,
        _without_change,
    ),
    AboutRows(
        "herkomst",
        _("Does every change say where it comes from?"),
        _once_decided,
        Of.CHANGES,
        _changes,
        _without_cause,
    ),
)
NOTICES = (
    AboutNotices(
        "ontvangst-gemeld",
        _("Was every sender told that it came in?"),
        _always,
        DeliveryKind.RECEIPT,
        frozenset({DeliveryKind.RECEIPT}),
        _contributions,
    ),
    AboutNotices(
        "uitkomst-gemeld",
        _("Was every sender told what was done with it?"),
        _once_published,
        DeliveryKind.OUTCOME,
        frozenset(DeliveryKind) - {DeliveryKind.RECEIPT},
        _admitted,
    ),
)
QUESTIONS: dict[str, Question] = {
    question.slug: question for question in (LAST_NUMBER, *ROWS, *NOTICES)
}
