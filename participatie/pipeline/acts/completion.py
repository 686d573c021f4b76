"""What is missing: the sender gets a term to complete a contribution (Awb 6:6)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import CompletionRequest, Contribution
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Status


def ask(contribution: Contribution, *, actor: User, missing: str, until: date) -> CompletionRequest:
    """Ask the sender for what is missing, until and with that day. Raises `Refused`."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.ASK_TO_COMPLETE)
        if contribution.status not in (Status.RECEIVED, Status.ADMITTED):
            raise Refused(_("This contribution is not being handled any more."))
        if not missing.strip():
            raise Refused(_("Say what is missing. The sender reads it."))
        if until <= clock.today():
            raise Refused(_("Give the sender a day that still has to come."))
        if contribution.open_request is not None:
            raise Refused(_("The sender was asked already. Settle that request first."))
        request = CompletionRequest.objects.create(
            contribution=contribution,
            missing=missing.strip(),
            until=until,
            asked_by=actor,
            asked_at=clock.now(),
        )
        events.record(
            kinds.COMPLETION_ASKED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"request": request.pk, "missing": request.missing, "until": until.isoformat()},
        )
    return request


def settle(contribution: Contribution, *, actor: User, note: str) -> CompletionRequest:
    """Say how the open request ended: completed, or the term passed. Raises `Refused`."""
    with transaction.atomic():
        contribution = locked(contribution)
        permissions.require(actor, Act.ASK_TO_COMPLETE)
        request = contribution.open_request
        if request is None:
            raise Refused(_("There is no open request to complete this contribution."))
        if not note.strip():
            raise Refused(_("Say what came in, or that nothing came."))
        request.settled_at, request.settled_by = clock.now(), actor
        request.settled_note = note.strip()[:255]
        request.save(update_fields=["settled_at", "settled_by", "settled_note"])
        events.record(
            kinds.COMPLETED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"request": request.pk, "note": request.settled_note},
        )
    return request
