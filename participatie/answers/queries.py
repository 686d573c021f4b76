"""What answering asks of the record: the points, how far their answers are, who wrote what."""

from collections.abc import Iterable

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Left

from participatie.accounts.models import User
from participatie.pipeline import kinds
from participatie.pipeline.models import Answer, Consultation, Event, Point
from participatie.pipeline.statuses import COUNTED, FIXED, AnswerStatus

QUOTED = 400
"""How much of a passage a list shows, in characters."""

STATES: dict[str, Q] = {
    "unanswered": Q(answer=None),
    "draft": Q(answer__status=AnswerStatus.DRAFT),
    "submitted": Q(answer__status=AnswerStatus.SUBMITTED),
    "approved": Q(answer__status__in=FIXED),
}
"""How far a point is: the filter of each."""

MINE = "mine"


def points(consultation: Consultation) -> QuerySet[Point]:
    """The points that need an answer, by theme, with `opening` of the passage.

    Neither whole passages nor the texts they come from are fetched.
    """
    return (
        Point.objects.filter(
            contribution__consultation=consultation,
            contribution__status__in=COUNTED,
            removed_at=None,
        )
        .select_related("theme", "answer__consultation", "contribution__consultation")
        .defer(
            "quote",
            "contribution__text",
            "contribution__newest_text",
            "contribution__given",
            "contribution__follow_code",
        )
        .annotate(opening=Left("quote", QUOTED))
        .order_by(F("theme__order").asc(nulls_last=True), "theme", "contribution__number", "number")
    )


def chosen(consultation: Consultation, numbers: Iterable[str]) -> list[Point]:
    """The points with these keys, as far as they are points of this consultation."""
    keys = {int(number) for number in numbers if number.isdecimal() and len(number) < 19}
    return list(points(consultation).filter(pk__in=keys))


def in_state(state: str, user: User) -> Q:
    """The filter of a state; `mine` is a draft by this user, anything else is every point."""
    if state == MINE:
        return STATES["draft"] & Q(answer__author=user)
    return STATES.get(state, Q())


def counts(rows: QuerySet[Point], user: User) -> dict[str, int]:
    """How many of `rows` are in each state, and in all (``)."""
    wanted = {state: Count("pk", filter=in_state(state, user)) for state in [*STATES, MINE]}
    return rows.order_by().aggregate(everything=Count("pk"), **wanted)


def unanswered_by_theme(consultation: Consultation) -> dict[int | None, int]:
    """How many points of each theme have no answer."""
    rows = points(consultation).filter(answer=None).order_by()
    return dict(rows.values_list("theme").annotate(Count("pk")))


def writers(answer: Answer) -> set[int]:
    """Everyone who wrote on this answer, and so cannot approve it."""
    wrote = Event.objects.filter(
        answer=answer, kind__in=[kinds.ANSWER_DRAFTED, kinds.ANSWER_EDITED]
    )
    return {answer.author_id, *(pk for pk in wrote.values_list("actor", flat=True) if pk)}


def next_to_approve(consultation: Consultation, user: User) -> Answer | None:
    """The next answer of this consultation that waits for somebody else than its writers."""
    waiting = consultation.answers.filter(status=AnswerStatus.SUBMITTED).exclude(author=user)
    wrote = Event.objects.filter(
        actor=user, kind__in=[kinds.ANSWER_DRAFTED, kinds.ANSWER_EDITED]
    ).values("answer")
    return waiting.exclude(pk__in=wrote).order_by("number").first()
