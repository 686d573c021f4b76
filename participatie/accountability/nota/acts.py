"""What is done to the nota by hand: writing the account of the participation."""

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accountability.nota.models import Instrument, ParticipationAccount
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import tidy
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

WRITERS = (Role.HANDLER, Role.EDITOR)
LONGEST = 20_000
"""Characters of one text."""


@dataclass(frozen=True)
class Told:
    """How it was announced and laid open, and the texts below the four headings (Omgevingsbesluit
    10.3b, 10.7, 10.8). Each may be empty.
    """

    procedure: str = ""
    who: str = ""
    how: str = ""
    results: str = ""
    policy: str = ""


def tell_participation(
    consultation: Consultation, *, actor: User, instrument: Instrument, told: Told, revision: int
) -> ParticipationAccount:
    """Write how it was announced, how people took part, what came of it, and how our own policy
    was applied.

    `revision` is the one that was read, 0 for the first. Raises `Refused` when somebody else wrote
    meanwhile, or when a text is too long.
    """
    with transaction.atomic():
        permissions.require_role(actor, *WRITERS)
        locked = Consultation.objects.select_for_update().get(pk=consultation.pk)
        account = ParticipationAccount.objects.filter(consultation=locked).first()
        if revision != (account.revision if account else 0):
            raise Refused(
                _("Somebody else changed this account meanwhile. Compare your text with theirs.")
            )
        texts = {each.name: tidy(getattr(told, each.name)).strip() for each in fields(told)}
        if any(len(text) > LONGEST for text in texts.values()):
            raise Refused(_("One of the texts is too long. Keep each below 20,000 characters."))
        if account is None:
            account = ParticipationAccount(consultation=locked, revision=0)
        account.instrument = instrument
        for name, text in texts.items():
            setattr(account, name, text)
        account.revision += 1
        account.edited_by, account.edited_at = actor, clock.now()
        account.save()
        events.record(
            kinds.PARTICIPATION_TOLD,
            actor=actor,
            consultation=locked,
            data={
                "revision": account.revision,
                "instrument": account.instrument,
                "written": sorted(name for name, text in texts.items() if text),
            },
        )
    return account
