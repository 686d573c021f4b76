"""What one year counts, in numbers that can be laid beside those of another year.

A contribution counts in the year in which it came in, an answer in the year in which it was
published, a notice in the year in which it was made.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from participatie.accountability import figures
from participatie.accountability.annual.year import Year
from participatie.accountability.figures import Door
from participatie.accountability.staten.questions.models import Question
from participatie.core import clock
from participatie.pipeline.models import (
    Change,
    CompletionRequest,
    Consultation,
    Contribution,
    Delivery,
    LookUp,
    Point,
    Signatory,
)
from participatie.pipeline.statuses import (
    COUNTED,
    AnswerStatus,
    ChangeOrigin,
    Channel,
    KeyKind,
    Status,
    Timeliness,
)

ON_PAPER_OR_IN_PERSON = (Channel.LETTER, Channel.PHONE, Channel.DESK, Channel.MEETING)
"""The doors for which nobody needs a computer."""


@dataclass(frozen=True)
class Counts:
    """The numbers of one year."""

    opened: int
    closed: int
    decided: int
    """Consultations by the day on which they did."""
    doors: list[Door]
    represented: int
    """Contributions that somebody sent for another."""
    signatories: int
    points: int
    """Points of contributions that counted."""
    senders: int | None
    """Different senders; None when details that tell them apart were destroyed."""
    forms: Counter[str]
    """{form of letters: contributions whose sender asked for it}."""
    languages: Counter[str]
    """{language of the form: contributions}."""
    outcomes: Counter[str]
    """{outcome: points whose answer was published}."""
    changed_points: int
    """Points that changed a text."""
    changed_contributions: int
    answered_contributions: int
    """Contributions with a point whose answer was published."""
    changes: Counter[str]
    """{origin: changes in texts that were decided on}."""
    notices: Counter[tuple[str, str]]
    """{(way, status): notices}."""
    look_ups: Counter[str]
    """{reason: look-ups}."""
    asked_to_complete: int
    completed: int
    """Requests to complete a contribution that were settled."""
    questions: dict[str, int]
    """Of the Staten: asked, in_time, late, open, overdue, withdrawn, extended."""

    @property
    def together(self) -> Door:
        """All doors."""
        return figures.together(self.doors)

    @property
    def answered_points(self) -> int:
        """Points whose answer was published."""
        return self.outcomes.total()

    @property
    def without_computer(self) -> int:
        """Contributions by doors for which nobody needs a computer."""
        return sum(door.received for door in self.doors if door.channel in ON_PAPER_OR_IN_PERSON)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened that people took part in."""
        nothing = (self.opened, self.closed, self.decided, self.together.received)
        return not any(nothing) and not self.outcomes


def of(year: Year) -> Counts:
    """Count a year; 13 queries."""
    received = Contribution.objects.filter(year.has_moment("received_at")).order_by()
    at_doors, represented = _doors(received)
    asked = _asked(received)
    return Counts(
        **_consultations(year),
        doors=at_doors,
        represented=represented,
        signatories=Signatory.objects.filter(year.has_moment("contribution__received_at")).count(),
        points=Point.objects.filter(
            year.has_moment("contribution__received_at"),
            contribution__status__in=COUNTED,
            removed_at=None,
        ).count(),
        senders=_senders(received),
        forms=_summed((form, count) for form, _language, count in asked),
        languages=_summed((language, count) for _form, language, count in asked),
        **_answered(year),
        changes=_grouped(
            Change.objects.filter(
                year.has_moment("decision__consultation__decided_at"), removed_at=None
            ),
            "origin",
        ),
        notices=_grouped(Delivery.objects.filter(year.has_moment("created_at")), "way", "status"),
        look_ups=_grouped(LookUp.objects.filter(year.has_moment("at")), "reason"),
        **CompletionRequest.objects.filter(year.has_moment("asked_at")).aggregate(
            asked_to_complete=Count("pk"), completed=Count("pk", filter=~Q(settled_at=None))
        ),
        questions=_questions(year),
    )


def own_motion(counts: Counts) -> int:
    """Changes that nobody asked for."""
    return counts.changes[ChangeOrigin.OWN_MOTION]


def _consultations(year: Year) -> dict[str, int]:
    today = clock.today()
    return Consultation.objects.aggregate(
        opened=Count("pk", filter=year.has_day("opens_on") & Q(opens_on__lte=today)),
        closed=Count("pk", filter=year.has_day("closes_on") & Q(closes_on__lt=today)),
        decided=Count("pk", filter=year.has_moment("decided_at")),
    )


def _doors(received: QuerySet[Contribution]) -> tuple[list[Door], int]:
    rows = {
        row.pop("channel"): row
        for row in received.values("channel").annotate(
            received=Count("pk"),
            late=Count("pk", filter=Q(timeliness=Timeliness.LATE)),
            counted=Count("pk", filter=Q(status__in=COUNTED)),
            inadmissible=Count("pk", filter=Q(status=Status.INADMISSIBLE)),
            withdrawn=Count("pk", filter=Q(status=Status.WITHDRAWN)),
            answered=Count("pk", filter=Q(status=Status.ANSWERED)),
            represented=Count("represented_by"),
        )
    }
    represented = sum(row.pop("represented") for row in rows.values())
    names = ("received", "late", "counted", "inadmissible", "withdrawn", "answered")
    nothing = dict.fromkeys(names, 0)
    return [Door(channel, **rows.get(channel, nothing)) for channel in Channel], represented


def _senders(received: QuerySet[Contribution]) -> int | None:
    """The same e-mail address, or else the same telephone number, is the same sender.

    They are compared by their fingerprints, which nobody can read back.
    """
    found = received.annotate(
        email=FilteredRelation("submitter__keys", condition=Q(submitter__keys__kind=KeyKind.EMAIL)),
        phone=FilteredRelation("submitter__keys", condition=Q(submitter__keys__kind=KeyKind.PHONE)),
    ).aggregate(
        senders=Count(
            Coalesce(
                "email__fingerprint",
                "phone__fingerprint",
                Cast("submitter", CharField()),
            ),
            distinct=True,
        ),
        erased=Count("pk", filter=~Q(submitter__erased_at=None)),
    )
    return None if found["erased"] else found["senders"]


def _asked(received: QuerySet[Contribution]) -> list[tuple[str, str, int]]:
    """(form of letters, language, contributions)."""
    form = Coalesce(F("represented_by__letter_form"), F("submitter__letter_form"))
    rows = received.annotate(form_of_letters=form).values_list("form_of_letters", "language")
    return list(rows.annotate(Count("pk")))


def _answered(year: Year) -> dict[str, Any]:
    points = Point.objects.filter(
        year.has_moment("answer__published_at"),
        removed_at=None,
        contribution__status__in=COUNTED,
        answer__status=AnswerStatus.PUBLISHED,
    ).order_by()
    changed = points.filter(answer__changes__isnull=False, answer__changes__removed_at=None)
    return {
        "outcomes": _grouped(points, "answer__outcome"),
        "answered_contributions": points.aggregate(number=Count("contribution", distinct=True))[
            "number"
        ],
        **changed.aggregate(
            changed_points=Count("pk", distinct=True),
            changed_contributions=Count("contribution", distinct=True),
        ),
    }


def _questions(year: Year) -> dict[str, int]:
    waits = Q(replied_on=None, withdrawn_at=None)
    return Question.objects.filter(year.has_moment("asked_at")).aggregate(
        asked=Count("pk"),
        in_time=Count("pk", filter=Q(replied_on__lte=F("last_day"))),
        late=Count("pk", filter=Q(replied_on__gt=F("last_day"))),
        open=Count("pk", filter=waits & Q(last_day__gte=clock.today())),
        overdue=Count("pk", filter=waits & Q(last_day__lt=clock.today())),
        withdrawn=Count("pk", filter=Q(replied_on=None) & ~Q(withdrawn_at=None)),
        extended=Count("pk", filter=~Q(extended_from=None)),
    )


def _grouped(rows: QuerySet[Any], *fields: str) -> Counter[Any]:
    found = rows.order_by().values_list(*fields).annotate(Count("pk"))
    if len(fields) == 1:
        return Counter(dict(found))
    return Counter({tuple(key): count for *key, count in found})


def _summed(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, count in pairs:
        found[key] += count
    return found
