"""Who hears what about a question by mail: one row for each, sent by the worker."""

from collections.abc import Iterable

from participatie.accountability.staten.questions.models import (
    ExecutiveMember,
    Notice,
    NoticeKind,
    Question,
)
from participatie.accountability.staten.questions.sending import send_notice
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock


def registry() -> list[User]:
    """Everyone of the griffie."""
    return list(User.objects.filter(is_active=True, groups__name=Role.REGISTRY).order_by("pk"))


def to_executive(question: Question, kind: NoticeKind, occasion: str) -> None:
    """Tell who must reply; when that is nobody, tell the griffie to name somebody."""
    member: ExecutiveMember | None = question.member
    if member is None:
        plan(question, NoticeKind.NOBODY, occasion, registry())
    else:
        plan(question, kind, occasion, [member.user])


def plan(question: Question, kind: NoticeKind, occasion: str, to: Iterable[User]) -> None:
    """Mail these people, each once for this occasion. Runs inside the act that causes it."""
    for user in to:
        notice, is_new = Notice.objects.get_or_create(
            question=question,
            kind=kind,
            occasion=occasion,
            to=user,
            defaults={"made_at": clock.now()},
        )
        if is_new:
            send_notice.defer(notice_id=notice.pk)
