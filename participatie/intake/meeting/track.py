"""The track of a meeting, and who may write on it."""

from typing import Any

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.meeting.models import Meeting, MeetingStep, Step
from participatie.pipeline.permissions import require_role


def note(meeting: Meeting, kind: Step, by: User | None, **facts: Any) -> None:
    """Put one fact on the track; `facts` are fields of `MeetingStep`."""
    MeetingStep.objects.create(meeting=meeting, kind=kind, at=clock.now(), by=by, **facts)


def require_clerk(actor: User) -> None:
    """Raise `NotAllowed` for who does not work at the desk."""
    require_role(actor, Role.CLERK)
