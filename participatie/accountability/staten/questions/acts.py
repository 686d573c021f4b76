"""What is done with a question: asked, replied to, given more time, withdrawn, withheld."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accountability.staten.questions import notices
from participatie.accountability.staten.questions.models import (
    LONGEST_REPLY,
    LONGEST_TEXT,
    ExecutiveMember,
    NoticeKind,
    Question,
    Reply,
    Withheld,
)
from participatie.accountability.staten.questions.responsible import in_charge
from participatie.accountability.staten.questions.subjects import Subject
from participatie.accountability.staten.questions.terms import last_day, latest_extension
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.templatetags.prose import nl_date
from participatie.core.terms import is_working_day
from participatie.core.text import tidy
from participatie.intake.once import key_of
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import NotAllowed, Refused


@transaction.atomic
def ask(
    consultation: Consultation, *, actor: User, about: Subject, text: str, form: UUID
) -> Question:
    """Ask the responsible member of the Executive a question.

    `form` is of the page it was typed on: the same words sent twice from it are one question.
    Raises `Refused`.
    """
    permissions.require_role(actor, Role.COUNCILLOR)
    text = _written(text, LONGEST_TEXT, _("Type your question."), "text")
    # Numbers have no gaps, and a second click waits here for the first.
    held = locked(consultation)
    token = key_of(form, str(actor.pk), str(held.pk), about.key, text)
    known = Question.objects.filter(token=token).first()
    if known is not None:
        return known
    before = Question.objects.filter(consultation=held).order_by("number").last()
    question = Question.objects.create(
        consultation=held,
        number=before.number + 1 if before else 1,
        token=token,
        text=text,
        asked_by=actor,
        asked_at=clock.now(),
        about=about.about,
        about_reference=about.reference,
        about_summary=about.summary,
        point=about.point,
        answer=about.answer,
        change=about.change,
        member=in_charge(held),
        last_day=last_day(clock.today()),
    )
    _record(kinds.QUESTION_ASKED, question, actor)
    notices.to_executive(question, NoticeKind.ASKED, "")
    return question


@transaction.atomic
def withdraw(question: Question, *, actor: User) -> Question:
    """Take a question back; it stays in the list as withdrawn. Only by who asked it, and not once
    there is a reply. Raises `Refused`."""
    permissions.require_role(actor, Role.COUNCILLOR)
    held = locked(question)
    if held.asked_by != actor:
        raise NotAllowed(_("Only who asked a question can take it back."))
    _still_open(held)
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    _record(kinds.QUESTION_WITHDRAWN, held, actor)
    if held.member is not None:
        notices.plan(held, NoticeKind.WITHDRAWN, "", [held.member.user])
    return held


@transaction.atomic
def withhold(question: Question, *, actor: User, because: Withheld | None) -> Question:
    """Keep a question and its reply from the public for this kind of reason, which is public
    itself; None: let everyone read them again. Raises `Refused`."""
    permissions.require_role(actor, Role.REGISTRY)
    held = locked(question)
    reason = because.value if because else ""
    if held.withheld == reason:
        raise Refused(_("It is so already. Choose something else, or leave it as it is."))
    held.withheld = reason
    held.save(update_fields=["withheld"])
    _record(kinds.QUESTION_WITHHELD, held, actor, because=reason)
    return held


@transaction.atomic
def extend(question: Question, *, actor: User, until: date, because: str) -> Question:
    """Make the term longer: once, by who must reply, before it ends, with a reason that everyone
    reads. Raises `Refused`."""
    permissions.require_role(actor, Role.EXECUTIVE)
    held = locked(question)
    check_extendable(held, actor)
    latest = latest_extension(held.last_day)
    if not held.last_day < until <= latest:
        raise Refused(
            _("Choose a day after %(first)s, and no later than %(last)s.")
            % {"first": nl_date(held.last_day), "last": nl_date(latest)},
            field="until",
        )
    if not is_working_day(until):
        raise Refused(_("That is no working day. Choose another day."), field="until")
    because = _written(
        because, LONGEST_TEXT, _("Say why you need more time: everyone reads it."), "because"
    )
    held.extended_from, held.last_day, held.extended_because = held.last_day, until, because
    held.save(update_fields=["extended_from", "last_day", "extended_because"])
    _record(kinds.QUESTION_EXTENDED, held, actor, until=until.isoformat())
    notices.plan(held, NoticeKind.EXTENDED, "", [held.asked_by])
    return held


def check_extendable(question: Question, actor: User) -> None:
    """Raise `Refused`: for who cannot make the term longer, or when it cannot be any more."""
    _replies_as(question, actor)
    _still_open(question)
    if question.extended_from is not None:
        raise Refused(_("The term was made longer before. That can be done once."))
    if question.is_overdue:
        raise Refused(_("The term has ended. Reply as soon as you can."))


@transaction.atomic
def save_draft(
    question: Question, *, actor: User, text: str, why: str = "", came_on: date | None = None
) -> Reply | None:
    """Keep what was typed so far, for this writer only; nothing typed removes it.

    Raises `Refused`.
    """
    permissions.require_role(actor, Role.EXECUTIVE, Role.REGISTRY)
    held = locked(question)
    _replies_as(held, actor)
    text, why = tidy(text), tidy(why)
    _not_too_long(text, LONGEST_REPLY, "text")
    _not_too_long(why, LONGEST_TEXT, "why")
    if not (text or why or came_on):
        held.replies.filter(by=actor, given_at=None).delete()
        return None
    reply, _is_new = held.replies.update_or_create(
        by=actor,
        given_at=None,
        defaults={"text": text, "why": why, "came_on": came_on, "saved_at": clock.now()},
    )
    return reply


@transaction.atomic
def reply(
    question: Question,
    *,
    actor: User,
    text: str,
    seen: int,
    why: str = "",
    came_on: date | None = None,
) -> Reply:
    """Give a reply, or correct the one that was given (`why` says what was wrong).

    `seen` is how many versions the writer saw. `came_on` is the day of a reply on paper, which
    only the griffie enters. What was given never changes. Raises `Refused`.
    """
    permissions.require_role(actor, Role.EXECUTIVE, Role.REGISTRY)
    held = locked(question)
    member = _replies_as(held, actor)
    check_asked(held)
    text = _written(text, LONGEST_REPLY, _("Type the reply."), "text")
    version = held.replies.filter(given_at__isnull=False).count() + 1
    if version > seen + 1:
        raise Refused(
            _(
                "A reply was given in the meantime. Read it first. What you typed is kept below: "
                "you can give it as a correction."
            )
        )
    if version > 1:
        why = _written(
            why, LONGEST_TEXT, _("Say what was wrong in the reply: everyone reads it."), "why"
        )
    if actor.has_role(Role.EXECUTIVE) and not actor.has_role(Role.REGISTRY):
        came_on = None
    elif came_on is None or not clock.day_of(held.asked_at) <= came_on <= clock.today():
        raise Refused(
            _("Say on which day the reply came in: after the question, and not later."),
            field="came_on",
        )
    now = clock.now()
    given, _is_new = held.replies.update_or_create(
        by=actor,
        given_at=None,
        defaults={
            "version": version,
            "text": text,
            "why": why if version > 1 else "",
            "member": member,
            "came_on": came_on,
            "saved_at": now,
            "given_at": now,
        },
    )
    if version == 1:
        held.replied_on = came_on or clock.today()
        held.save(update_fields=["replied_on"])
    _record(kinds.QUESTION_REPLIED, held, actor, version=version)
    kind = NoticeKind.REPLIED if version == 1 else NoticeKind.CORRECTED
    notices.plan(held, kind, str(version), [held.asked_by])
    return given


def check_asked(question: Question) -> None:
    """Raise `Refused` when there is nothing to reply to any more."""
    if question.withdrawn_at is not None:
        raise Refused(_("The question was withdrawn in the meantime. You need not reply."))


def may_reply(question: Question, user: User) -> bool:
    """Whether this person can reply to it: who must, or the griffie for a reply on paper."""
    try:
        _replies_as(question, user)
    except NotAllowed:
        return False
    return True


def may_extend(question: Question, user: User) -> bool:
    """Whether this person can make its term longer now."""
    try:
        check_extendable(question, user)
    except Refused:
        return False
    return user.has_role(Role.EXECUTIVE)


def offices_of(actor: User) -> list[ExecutiveMember]:
    """The offices in which this person can reply today."""
    return list(ExecutiveMember.objects.in_office(clock.today()).filter(user=actor))


def _replies_as(question: Question, actor: User) -> ExecutiveMember | None:
    """In which office `actor` replies; the griffie enters for who must. Raises `NotAllowed`."""
    if actor.has_role(Role.REGISTRY):
        return question.member
    offices = offices_of(actor)
    if question.member in offices or (question.member is None and offices):
        return question.member or offices[0]
    raise NotAllowed(
        _("This question is for another member of the Provincial Executive. Ask the griffie.")
    )


def _still_open(question: Question) -> None:
    if question.withdrawn_at is not None:
        raise Refused(_("This question was withdrawn already."))
    if question.replied_on is not None:
        raise Refused(_("There is a reply already."))


def _written(text: str, longest: int, empty: str, field: str) -> str:
    text = tidy(text)
    if not text:
        raise Refused(empty, field=field)
    _not_too_long(text, longest, field)
    return text


def _not_too_long(text: str, longest: int, field: str) -> None:
    if len(text) > longest:
        raise Refused(
            _("This is %(count)d characters. No more than %(most)d fit: make it shorter.")
            % {"count": len(text), "most": longest},
            field=field,
        )


def _record(kind: str, question: Question, actor: User, **more: str | int) -> None:
    data = {"number": question.number, "about": question.about_reference} | more
    events.record(kind, actor=actor, consultation=question.consultation, data=data)
