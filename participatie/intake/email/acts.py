"""What else a clerk does with a message: no contribution, another mailbox, another body."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.intake.email.becoming import held, locked, require_clerk
from participatie.intake.email.keeping import note
from participatie.intake.email.models import (
    OPEN,
    IncomingMail,
    Mailbox,
    OnwardKind,
    OnwardMail,
    State,
    Step,
)
from participatie.intake.email.onward import send_onward
from participatie.intake.email.recognising import is_ours
from participatie.pipeline.refusals import Refused


def put_aside(mail: IncomingMail, *, actor: User, reason: str) -> IncomingMail:
    """Say that it is no contribution, and why. It can be put back."""
    require_clerk(actor)
    if not reason.strip():
        raise Refused(_("Say why this is no contribution."))
    with transaction.atomic():
        mail = held(mail)
        _move(mail, State.NO_CONTRIBUTION)
        note(mail, Step.NO_CONTRIBUTION, by=actor, said=reason.strip())
    return mail


def put_back(mail: IncomingMail, *, actor: User) -> IncomingMail:
    """Let it wait for a person again: it was set apart, or called no contribution, by mistake."""
    require_clerk(actor)
    with transaction.atomic():
        mail = locked(mail)
        if not mail.may_be_put_back:
            raise Refused(
                _("This message is not set apart: %(state)s.") % {"state": mail.get_state_display()}
            )
        _move(mail, State.WAITING)
        note(mail, Step.PUT_BACK, by=actor)
    return mail


def move_to(mail: IncomingMail, mailbox: Mailbox, *, actor: User) -> IncomingMail:
    """Put it with another mailbox of ours; it counts from when it came in (Awb 2:20)."""
    require_clerk(actor)
    with transaction.atomic():
        mail = held(mail)
        if mail.mailbox_id == mailbox.pk:
            raise Refused(_("The message is in this mailbox already."))
        mail.mailbox = mailbox
        mail.typed = {}
        mail.save(update_fields=["mailbox", "typed"])
        _move(mail, State.WAITING)
        note(mail, Step.MOVED, by=actor, said=mailbox.name)
    return mail


def forward(
    mail: IncomingMail, *, actor: User, body: str, address: str, explanation: str = ""
) -> IncomingMail:
    """Send it on to another body at once, and tell the sender so (Awb 2:3, 6:15)."""
    require_clerk(actor)
    if is_ours(address):
        raise Refused(_("This is an address of ours. Choose the mailbox instead."))
    with transaction.atomic():
        mail = held(mail)
        _refuse_virus(mail)
        _plan(mail, OnwardKind.FORWARD, address, actor, body, explanation)
        sender = mail.read.get("address", "")
        if sender:
            _plan(mail, OnwardKind.NOTICE, sender, actor, body, explanation)
        _move(mail, State.SENT_ON)
        note(mail, Step.SENT_ON, by=actor, said=body)
    return mail


def give_to(
    mail: IncomingMail, *, actor: User, colleague: User, explanation: str = ""
) -> IncomingMail:
    """Let a colleague answer it: a question, or something that is no contribution."""
    require_clerk(actor)
    with transaction.atomic():
        mail = held(mail)
        _refuse_virus(mail)
        _plan(mail, OnwardKind.COLLEAGUE, colleague.email, actor, colleague.name, explanation)
        _move(mail, State.SENT_ON)
        note(mail, Step.SENT_ON, by=actor, said=colleague.name)
    return mail


def keep_typed(mail: IncomingMail, typed: dict[str, Any]) -> None:
    """Keep what was typed about a message, as long as it waits."""
    # In one statement: a colleague may deal with the message at this very moment.
    waiting = IncomingMail.objects.filter(pk=mail.pk, state__in=OPEN, erased_at=None)
    waiting.update(typed=typed)


def _refuse_virus(mail: IncomingMail) -> None:
    if mail.virus:
        raise Refused(_("There is a virus in this message. It is not sent on."))


def _plan(
    mail: IncomingMail, kind: OnwardKind, to: str, actor: User, body: str, explanation: str
) -> None:
    row = OnwardMail.objects.create(
        mail=mail,
        kind=kind,
        to=to,
        body=body[:200],
        note=explanation.strip(),
        made_by=actor,
        made_at=clock.now(),
    )
    send_onward.defer(onward_id=row.pk)


def _move(mail: IncomingMail, state: State) -> None:
    mail.state = state
    mail.save(update_fields=["state"])
