"""Questions for who reads them: in which order, how many of each kind, and with their replies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, Prefetch, Q, QuerySet, Value, When

from participatie.accountability.staten.questions.models import ExecutiveMember, Question, Reply
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import Consultation

OPEN = Q(replied_on=None, withdrawn_at=None)
FEW = 5
"""So many open questions stand on the page of a consultation."""


def overdue() -> Q:
    """Questions whose reply should have been there."""
    return OPEN & Q(last_day__lt=clock.today())


def nobodys() -> Q:
    """Open questions that lie with the Executive as a whole."""
    return OPEN & Q(member=None)


def for_user(user: User) -> Q:
    """What somebody of the Executive must reply to, or replied to: their own, and while they are
    in office what lies with the Executive as a whole."""
    if not user.has_role(Role.EXECUTIVE):
        return Q(pk=None)
    offices = ExecutiveMember.objects.in_office(clock.today()).filter(user=user)
    return Q(member__user=user) | nobodys() & Q(Exists(offices))


def listed(questions: QuerySet[Question]) -> QuerySet[Question]:
    """With what a list shows: open ones first, the most urgent on top; then the newest."""
    is_open = When(OPEN, then=Value(0))
    return questions.select_related("consultation", "member", "asked_by").order_by(
        Case(is_open, default=Value(1)),
        Case(When(OPEN, then=F("last_day"))),
        "-asked_at",
        "-pk",
    )


def with_replies(questions: QuerySet[Question]) -> QuerySet[Question]:
    """With `given`: the versions that were given, the newest first; one query more."""
    given = Reply.objects.filter(given_at__isnull=False)
    given = given.select_related("member").order_by("-version")
    return questions.prefetch_related(Prefetch("replies", given, to_attr="given"))


@dataclass(frozen=True)
class Tally:
    """How many questions there are of each kind."""

    asked: int
    open: int
    overdue: int
    in_time: int
    """Replied to within the term."""
    late: int
    """Replied to after the term."""
    withdrawn: int
    withheld: int
    nobodys: int
    """Open, and there is nobody in particular to reply."""


def tally(questions: QuerySet[Question] | None = None) -> Tally:
    """The tally of these questions, or of all; one query."""
    rows = Question.objects.all() if questions is None else questions
    return Tally(
        **rows.order_by().aggregate(
            asked=Count("pk"),
            open=Count("pk", filter=OPEN),
            overdue=Count("pk", filter=overdue()),
            in_time=Count("pk", filter=Q(replied_on__lte=F("last_day"))),
            late=Count("pk", filter=Q(replied_on__gt=F("last_day"))),
            withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
            withheld=Count("pk", filter=~Q(withheld="")),
            nobodys=Count("pk", filter=nobodys()),
        )
    )


@dataclass(frozen=True)
class OnPage:
    """The questions of a consultation as its own page tells of them."""

    total: int
    open: list[Question]
    """The most urgent ones."""
    others: int
    """Open ones that are not in `open`."""


def on_page(consultation: Consultation) -> OnPage | None:
    """What the page of a consultation tells; None while nobody asked. Two queries, or one."""
    asked = Question.objects.filter(consultation=consultation)
    counts = tally(asked)
    if not counts.asked:
        return None
    rows = list(listed(asked.filter(OPEN))[:FEW]) if counts.open else []
    return OnPage(total=counts.asked, open=_of(rows, consultation), others=counts.open - len(rows))


def _of(questions: Iterable[Question], consultation: Consultation) -> list[Question]:
    found = list(questions)
    for question in found:
        question.consultation = consultation
    return found
