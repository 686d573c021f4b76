"""The track of a meeting, and who may write on it."""

from typing import Any

from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.meeting.models import Meeting, MeetingStep, Step
from participatie.pipeline.refusals import NotAllowed


def note(meeting: Meeting, kind: Step, by: User | None, **facts: Any) -> None:
    """Put one fact on the track; `facts` are fields of `MeetingStep`."""
    MeetingStep.objects.create(meeting=meeting, kind=kind, at=clock.now(), by=by, **facts)


def require_clerk(actor: User) -> None:
    """Raise `NotAllowed` for who does not work at the desk."""
    if not actor.has_role(Role.CLERK):
        raise NotAllowed(_("Your role does not include this act. Ask a colleague who may do it."))
