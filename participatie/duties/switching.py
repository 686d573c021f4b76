"""Switching an algorithm on or off."""

from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import algorithms, clock
from participatie.core.models import AlgorithmSwitch
from participatie.core.text import tidy
from participatie.pipeline.refusals import NotAllowed, Refused


@transaction.atomic
def switch(slug: str, *, to: bool, actor: User, reason: str) -> AlgorithmSwitch:
    """Switch this algorithm on (`to` is True) or off, for everyone and from now on.

    Raises `KeyError` for one that is not registered, `NotAllowed` when `actor` is no
    administrator, and `Refused` without a reason, when it stands so already, or when the site
    cannot do without it.
    """
    algorithm = algorithms.get(slug)
    if not actor.has_role(Role.ADMINISTRATOR):
        raise NotAllowed(_("Only an administrator can switch an algorithm on or off."))
    if not algorithm.can_be_switched:
        raise Refused(_("This algorithm cannot be switched off: the site cannot do without it."))
    reason = tidy(reason)
    if not reason:
        raise Refused(_("Say why: everyone can read it in the register."))
    if algorithms.is_on(slug) is to:
        raise Refused(_("It is on already.") if to else _("It is off already."))
    return AlgorithmSwitch.objects.create(
        slug=slug, is_on=to, at=clock.now(), by=actor, reason=reason
    )
