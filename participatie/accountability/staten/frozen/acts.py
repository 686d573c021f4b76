"""What the griffie does: ask for a frozen copy."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accountability.staten.frozen import making
from participatie.accountability.staten.frozen.models import (
    LONGEST_NAME,
    FrozenCopy,
    Order,
    OrderState,
)
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import one_line
from participatie.pipeline import permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

LOST_AFTER = timedelta(minutes=30)
"""The longest nota takes a minute or two: what waits longer was lost with its worker."""
FARTHEST = timedelta(days=366)
"""A meeting is no later: a copy with a wrong year in its name could never be taken away."""


class SameMeeting(Refused):
    """There is a copy for this meeting already; another one must be asked for knowingly."""


def order(
    consultation: Consultation,
    *,
    actor: User,
    meeting: str,
    meeting_on: date,
    again: bool = False,
) -> Order:
    """Have the worker freeze the account as it is when it comes to it, for a meeting.

    `again`: also where that meeting has a copy already; both stay. Asking the same twice while it
    is being made gives the order that waits. Raises `Refused`, with nothing written.
    """
    with transaction.atomic():
        held = locked(consultation)
        permissions.require_role(actor, Role.REGISTRY)
        name = one_line(meeting)
        if not name:
            raise Refused(_("Say which meeting it is for."), field="meeting")
        if len(name) > LONGEST_NAME:
            raise Refused(_("That name is too long. Make it shorter."), field="meeting")
        if meeting_on < clock.today():
            raise Refused(
                _("That day is over. A copy holds the account as it is now, not as it was then."),
                field="meeting_on",
            )
        if meeting_on > clock.today() + FARTHEST:
            raise Refused(
                _("That day is more than a year away. Look whether the year is right."),
                field="meeting_on",
            )
        if waiting := _waiting(held):
            if (waiting.meeting, waiting.meeting_on) == (name, meeting_on):
                return waiting
            raise Refused(
                _("A copy is being made at this moment. Ask for this one when that is there.")
            )
        earlier = FrozenCopy.objects.filter(consultation=held, meeting_on=meeting_on)
        known = earlier.filter(meeting__iexact=name).order_by("-number").first()
        if known and not again:
            raise SameMeeting(
                _(
                    "There is a copy for this meeting already: copy %(number)s. Tick the box below "
                    "to make another one. Both stay."
                )
                % {"number": known.number}
            )
        made = Order.objects.create(
            consultation=held,
            meeting=name,
            meeting_on=meeting_on,
            ordered_by=actor,
            ordered_at=clock.now(),
        )
        making.make_copy.defer(order_id=made.pk)
    return made


def _waiting(consultation: Consultation) -> Order | None:
    """The order that is being worked on; one whose worker was lost does not block the next."""
    waiting = Order.objects.filter(consultation=consultation, state=OrderState.WAITING).first()
    if waiting is None or clock.now() - waiting.ordered_at < LOST_AFTER:
        return waiting
    making.give_up(waiting, str(making.INTERRUPTED))
    return None
