"""Who in the Executive must reply: who is responsible for a consultation, and who follows whom."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from participatie.accountability.staten.likely import check_likely
from participatie.accountability.staten.questions import notices
from participatie.accountability.staten.questions.models import (
    ExecutiveMember,
    NoticeKind,
    Question,
    Responsibility,
)
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import one_line
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

LONGEST_IN_OFFICE = 25
"""Years."""


def open_questions() -> QuerySet[Question]:
    """Those that a reply must still come to."""
    return Question.objects.filter(replied_on=None, withdrawn_at=None)


def in_charge(consultation: Consultation) -> ExecutiveMember | None:
    """Who must reply to questions about this consultation today; None: nobody was named, or all
    who were have left."""
    last = (
        Responsibility.objects.filter(consultation=consultation)
        .select_related("member")
        .order_by("pk")
        .last()
    )
    return last and heir(last.member)


def heir(member: ExecutiveMember) -> ExecutiveMember | None:
    """This member while in office; after that who follows, or who follows that one; else None."""
    return heirs()[member.pk]


def heirs() -> dict[int, ExecutiveMember | None]:
    """{key of a member: the `heir`}, of all members; 1 query."""
    serving = ExecutiveMember.objects.in_office(clock.today()).filter(pk=OuterRef("pk"))
    members = {one.pk: one for one in ExecutiveMember.objects.annotate(serves=Exists(serving))}
    in_office = {key for key, one in members.items() if one.serves}
    found: dict[int, ExecutiveMember | None] = {}
    for key in members:
        seen: set[int] = set()
        one: int | None = key
        while one is not None and one not in in_office and one not in seen:
            seen.add(one)
            one = members[one].successor_id
        found[key] = members[one] if one is not None and one in in_office else None
    return found


# What the griffie keeps.


@transaction.atomic
def appoint(*, actor: User, user: User, name: str, portfolio: str, since: date) -> ExecutiveMember:
    """Put a member of the Executive on record. Raises `Refused`."""
    permissions.require_role(actor, Role.REGISTRY)
    if not user.has_role(Role.EXECUTIVE):
        raise Refused(_("This account is not one of a member of the Provincial Executive."))
    earlier = ExecutiveMember.objects.select_for_update().filter(user=user)
    if any(one.until is None or one.until >= since for one in earlier):
        raise Refused(
            _("This account is of a member who is in office at that time. Change that one instead.")
        )
    return ExecutiveMember.objects.create(user=user, **_described(name, portfolio, since))


@transaction.atomic
def correct(
    member: ExecutiveMember, *, actor: User, name: str, portfolio: str, since: date
) -> ExecutiveMember:
    """Write name, portfolio or first day anew. Raises `Refused`."""
    permissions.require_role(actor, Role.REGISTRY)
    held = locked(member)
    if held.until is not None and since > held.until:
        raise Refused(_("The first day lies after the last day in office."), field="since")
    described = _described(name, portfolio, since)
    for field, value in described.items():
        setattr(held, field, value)
    held.save(update_fields=list(described))
    return held


def _described(name: str, portfolio: str, since: date) -> dict[str, Any]:
    name, portfolio = one_line(name), one_line(portfolio)
    if not name:
        raise Refused(_("Type the name."), field="name")
    if not portfolio:
        raise Refused(_("Type the portfolio."), field="portfolio")
    check_likely(since, field="since", back=LONGEST_IN_OFFICE, ahead=1)
    return {"name": name, "portfolio": portfolio, "since": since}


@transaction.atomic
def leave(
    member: ExecutiveMember,
    *,
    actor: User,
    until: date | None,
    successor: ExecutiveMember | None,
) -> ExecutiveMember:
    """Say until when a member is in office and who follows; None: no end is known.

    Who left has no open questions: they go to who follows, or else to the Executive as a whole.
    Raises `Refused`.
    """
    permissions.require_role(actor, Role.REGISTRY)
    held = locked(member)
    if until is not None and until < held.since:
        raise Refused(_("The last day lies before the first day in office."), field="until")
    if until is not None:
        check_likely(until, field="until", back=LONGEST_IN_OFFICE, ahead=LONGEST_IN_OFFICE)
    if successor is not None and successor.pk == held.pk:
        raise Refused(
            _("Nobody can follow themselves. Choose somebody else, or nobody yet."),
            field="successor",
        )
    held.until, held.successor = until, successor
    held.save(update_fields=["until", "successor"])
    hand_over(actor=actor)
    return held


@transaction.atomic
def make_responsible(
    member: ExecutiveMember, consultation: Consultation, *, actor: User
) -> Responsibility:
    """Name who must reply to questions about a consultation, open ones too. Raises `Refused`."""
    permissions.require_role(actor, Role.REGISTRY)
    held = locked(consultation)
    if heir(member) != member:
        raise Refused(
            _("This member is not in office today. Choose somebody who is, who can reply.")
        )
    last = Responsibility.objects.filter(consultation=held).order_by("pk").last()
    if last is None or last.member != member:
        last = Responsibility.objects.create(
            consultation=held, member=member, at=clock.now(), by=actor
        )
    for question in open_questions().filter(consultation=held).exclude(member=member):
        _pass_on(question, member, actor=actor)
    return last


# Questions find who must reply.


@transaction.atomic
def hand_over(*, actor: User | None = None) -> int:
    """Pass on the open questions of who is not in office today; how many went to another.

    What lies with the Executive as a whole goes to who is responsible by now.
    """
    in_office = ExecutiveMember.objects.in_office(clock.today()).values("pk")
    waiting = (
        open_questions()
        .exclude(member__in=in_office, member__isnull=False)
        .select_related("consultation", "member__successor")
        .order_by("pk")
    )
    passed = 0
    for question in waiting:
        to = in_charge(question.consultation) or (question.member and heir(question.member))
        if to != question.member:
            _pass_on(question, to, actor=actor)
            passed += 1
    return passed


def _pass_on(question: Question, to: ExecutiveMember | None, *, actor: User | None) -> None:
    held = locked(question)
    if not held.is_open or held.member == to:
        return
    held.member = to
    held.save(update_fields=["member"])
    event = events.record(
        kinds.QUESTION_PASSED_ON,
        actor=actor,
        consultation=held.consultation,
        data={"number": held.number, "about": held.about_reference},
    )
    notices.to_executive(held, NoticeKind.PASSED_ON, str(event.pk))
