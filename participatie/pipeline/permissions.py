"""Who may do which act."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.pipeline.refusals import NotAllowed


class Act(StrEnum):
    """Everything that can be done to the record."""

    PUT_IN_FORCE = "put in force"
    RECEIVE = "receive"
    LOOK_UP = "look somebody up"
    CHANGE_CONTACT = "change contact details"
    CORRECT_TEXT = "correct what was written down"
    ADD = "add what the sender sent later"
    ASK_TO_COMPLETE = "ask to complete"
    REGISTER_OUTAGE = "register an outage"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"
    SET_THEMES = "set themes"
    JUDGE_ADMISSIBILITY = "judge admissibility"
    SPLIT = "split"
    APPROVE_PUBLIC_TEXT = "approve public text"
    PERMIT_NAME = "permit the name"
    ANSWER = "answer"
    APPROVE_ANSWER = "approve answer"
    PUBLISH_ANSWERS = "publish answers"
    DRAFT_DECISION = "draft decision"
    ADOPT_DECISION = "adopt decision"
    SETTLE_DELIVERY = "settle delivery"


ALLOWED: dict[Act, frozenset[Role]] = {
    Act.PUT_IN_FORCE: frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    Act.RECEIVE: frozenset({Role.CLERK}),
    Act.LOOK_UP: frozenset({Role.CLERK, Role.PRIVACY_OFFICER}),
    Act.CHANGE_CONTACT: frozenset({Role.CLERK}),
    Act.CORRECT_TEXT: frozenset({Role.CLERK, Role.HANDLER}),
    Act.ADD: frozenset({Role.CLERK, Role.HANDLER}),
    Act.ASK_TO_COMPLETE: frozenset({Role.CLERK, Role.HANDLER}),
    Act.REGISTER_OUTAGE: frozenset({Role.EDITOR, Role.ADMINISTRATOR}),
    Act.WITHDRAW: frozenset({Role.CLERK, Role.HANDLER}),
    Act.ASSIGN: frozenset({Role.HANDLER}),
    Act.SET_THEMES: frozenset({Role.HANDLER}),
    Act.JUDGE_ADMISSIBILITY: frozenset({Role.HANDLER}),
    Act.SPLIT: frozenset({Role.HANDLER}),
    Act.APPROVE_PUBLIC_TEXT: frozenset({Role.HANDLER, Role.PRIVACY_OFFICER}),
    Act.PERMIT_NAME: frozenset({Role.CLERK, Role.HANDLER, Role.PRIVACY_OFFICER}),
    Act.ANSWER: frozenset({Role.HANDLER}),
    Act.APPROVE_ANSWER: frozenset({Role.APPROVER}),
    Act.PUBLISH_ANSWERS: frozenset({Role.APPROVER}),
    Act.DRAFT_DECISION: frozenset({Role.HANDLER}),
    Act.ADOPT_DECISION: frozenset({Role.APPROVER}),
    Act.SETTLE_DELIVERY: frozenset({Role.CLERK}),
}

WITHOUT_ACCOUNT = frozenset(
    {Act.RECEIVE, Act.WITHDRAW, Act.PERMIT_NAME, Act.PUT_IN_FORCE, Act.SETTLE_DELIVERY}
)
"""Acts that a sender does with the form or the follow code, or the system does by itself:
a scheduled page goes live, a mail is sent."""


def may(actor: User | None, act: Act) -> bool:
    """Whether `actor` may do `act`; None stands for the sender, or the system by itself."""
    if actor is None:
        return act in WITHOUT_ACCOUNT
    return actor.has_role(*ALLOWED[act])


def require(actor: User | None, act: Act) -> None:
    """Raise `NotAllowed` unless `actor` may do `act`."""
    if not may(actor, act):
        raise _not_allowed()


def require_role(actor: User, *roles: Role) -> None:
    """Raise `NotAllowed` unless `actor` has one of these roles: for what a room does on its own,
    beside the record."""
    if not actor.has_role(*roles):
        raise _not_allowed()


def _not_allowed() -> NotAllowed:
    return NotAllowed(_("Your role does not include this act. Ask a colleague who may do it."))
