"""What case handlers ask of the record: what waits, whose it is, and how much there is to do."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.http import Http404

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import (
    Answer,
    CompletionRequest,
    Consultation,
    Contribution,
    Event,
    Point,
    PublicText,
)
from participatie.pipeline.queries.contributions import REFERENCE
from participatie.pipeline.statuses import FIXED, AnswerStatus, Status

TO_DO = frozenset({Status.RECEIVED, Status.ADMITTED})
"""Contributions that somebody still has something to do for."""

OPENING = 1000
"""How much of a text is fetched to find its first own words in, in characters."""

_NOT_LISTED = ("text", "newest_text", "given", "follow_code", "follow_digest")


def queue() -> QuerySet[Contribution]:
    """Contributions as a list shows them: `opening` of the text, `point_count`, `is_public`,
    and `asked_until`, the last day to complete it where that was asked and not settled.

    The text itself, which may be 250,000 characters, is not fetched.
    """
    counted = (
        Point.objects.filter(contribution=OuterRef("pk"), removed_at=None)
        .order_by()
        .values("contribution")
        .annotate(number=Count("pk"))
    )
    return (
        Contribution.objects.select_related("consultation", "assigned_to", "form")
        .prefetch_related("themes")
        .defer(*_NOT_LISTED)
        .annotate(
            opening=Left(Coalesce(NullIf("newest_text", Value("")), "text"), OPENING),
            point_count=Coalesce(Subquery(counted.values("number")), 0),
            is_public=Exists(_current_public_text()),
            asked_until=Subquery(_open_request().values("until")),
        )
        .order_by("received_at", "pk")
    )


def without_points() -> Q:
    """Contributions of which no point was made."""
    return ~Exists(Point.objects.filter(contribution=OuterRef("pk"), removed_at=None))


def without_public_text() -> Q:
    """Contributions of which the public may read nothing yet."""
    return ~Exists(_current_public_text())


def not_completed() -> Q:
    """Contributions that the sender was asked to complete and whose term for it passed."""
    return Exists(_open_request().filter(until__lt=clock.today()))


def _open_request() -> QuerySet[CompletionRequest]:
    return CompletionRequest.objects.filter(contribution=OuterRef("pk"), settled_at=None)


def _current_public_text() -> QuerySet[PublicText]:
    return PublicText.objects.filter(contribution=OuterRef("pk"), is_current=True)


def contribution_or_404(reference: str) -> Contribution:
    """The contribution with this public number, without who sent it."""
    match = REFERENCE.match(reference)
    contribution = (
        match
        and Contribution.objects.select_related(
            "consultation", "form", "assigned_to", "entered_by", "submitter"
        )
        .defer("follow_code", "submitter__sealed_contact")
        .filter(consultation__prefix=match[1].upper(), number=int(match[2]))
        .first()
    )
    if not contribution:
        raise Http404
    return contribution


def handlers() -> QuerySet[User]:
    """Everyone a contribution can be given to."""
    return User.objects.filter(groups__name=Role.HANDLER, is_active=True).order_by(
        "first_name", "last_name", "pk"
    )


def next_without_points(after: Contribution, user: User) -> Contribution | None:
    """The next contribution of this consultation to take points from; the first after the last.

    What colleagues have taken is left to them.
    """
    return _next(after, user, Q(status=Status.ADMITTED) & without_points())


def next_to_judge(after: Contribution, user: User) -> Contribution | None:
    """The next contribution of this consultation that is not judged yet, in the same way."""
    return _next(after, user, Q(status=Status.RECEIVED))


def _next(after: Contribution, user: User, waiting: Q) -> Contribution | None:
    mine = Contribution.objects.filter(
        waiting, Q(assigned_to=user) | Q(assigned_to=None), consultation=after.consultation_id
    )
    rows = mine.select_related("consultation").defer(*_NOT_LISTED).order_by("number")
    return (
        rows.filter(number__gt=after.number).first() or rows.filter(number__lt=after.number).first()
    )


def last_event(contribution: Contribution, *kinds: str) -> Event | None:
    """The last time that one of these happened to the contribution."""
    events = contribution.events.select_related("actor").filter(kind__in=kinds)
    return events.order_by("-pk").first()


@dataclass
class Work:
    """How much there is to do for one consultation."""

    consultation: Consultation
    to_judge: int = 0
    without_points: int = 0
    unanswered: int = 0
    """Points without any answer."""
    answers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def drafts(self) -> int:
        """Answers that are being written."""
        return self.answers[AnswerStatus.DRAFT]

    @property
    def submitted(self) -> int:
        """Answers that wait for approval."""
        return self.answers[AnswerStatus.SUBMITTED]

    @property
    def approved(self) -> int:
        """Answers that are locked."""
        return sum(self.answers[status] for status in FIXED)


def work() -> list[Work]:
    """The consultations that contributions came in for and that are not decided."""
    consultations = Consultation.objects.filter(decided_at=None, last_number__gt=0)
    rows = {consultation.pk: Work(consultation) for consultation in consultations}
    waiting = Contribution.objects.filter(consultation__in=rows, status__in=TO_DO).order_by()
    for pk, to_judge, no_points in waiting.values_list("consultation").annotate(
        to_judge=Count("pk", filter=Q(status=Status.RECEIVED)),
        no_points=Count("pk", filter=Q(status=Status.ADMITTED) & without_points()),
    ):
        rows[pk].to_judge, rows[pk].without_points = to_judge, no_points
    unanswered = Point.objects.filter(
        contribution__consultation__in=rows,
        contribution__status=Status.ADMITTED,
        removed_at=None,
        answer=None,
    ).order_by()
    for pk, number in unanswered.values_list("contribution__consultation").annotate(Count("pk")):
        rows[pk].unanswered = number
    answers = Answer.objects.filter(consultation__in=rows).order_by()
    for pk, status, number in answers.values_list("consultation", "status").annotate(Count("pk")):
        rows[pk].answers[status] = number
    return list(rows.values())


def waiting_for_approval() -> QuerySet[Answer]:
    """Answers that wait for an approver, the oldest first, with `point_count`."""
    return (
        Answer.objects.filter(status=AnswerStatus.SUBMITTED)
        .select_related("consultation", "author")
        .annotate(point_count=Count("points"))
        .order_by("created_at", "pk")
    )
