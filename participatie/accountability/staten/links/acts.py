"""What the griffie does with links: add, correct and take away. What was there stays."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.staten.likely import check_likely
from participatie.accountability.staten.links import addresses, checking
from participatie.accountability.staten.links.addresses import Paper
from participatie.accountability.staten.links.models import CouncilLink, PaperKind, Supplier
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import one_line, tidy
from participatie.pipeline import events, kinds, permissions
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

OLDEST = 25
"""Years: papers of the council are not older."""


def add(
    consultation: Consultation, paper: Paper, *, actor: User, copy: FrozenCopy | None = None
) -> CouncilLink:
    """Link a paper to a consultation, or to one frozen copy of it, and have it looked at.

    Raises `Refused`, with nothing written.
    """
    with transaction.atomic():
        held = locked(consultation)
        permissions.require_role(actor, Role.REGISTRY)
        link = _new(held, paper, actor=actor, copy=copy)
        _tell(kinds.PAPER_LINKED, link, actor)
    return link


def correct(link: CouncilLink, paper: Paper, *, actor: User) -> CouncilLink:
    """Put a better link in the place of this one, which stays in the history."""
    with transaction.atomic():
        held = locked(link.consultation)
        permissions.require_role(actor, Role.REGISTRY)
        old = _current(link)
        if _paper(old) == paper:
            raise Refused(_("Nothing is different from what was there."))
        _remove(old, actor, "")
        new = _new(held, paper, actor=actor, copy=old.copy, corrects=old)
        _tell(kinds.PAPER_LINK_CORRECTED, new, actor, instead_of=old.pk)
    return new


def remove(link: CouncilLink, *, actor: User, reason: str) -> CouncilLink:
    """Take a link away; why stays beside it in the history."""
    with transaction.atomic():
        locked(link.consultation)
        permissions.require_role(actor, Role.REGISTRY)
        old = _current(link)
        reason = tidy(reason)
        if not reason:
            raise Refused(_("Say why the link goes."), field="reason")
        _remove(old, actor, reason)
        _tell(kinds.PAPER_UNLINKED, old, actor)
    return old


def _new(
    consultation: Consultation,
    paper: Paper,
    *,
    actor: User,
    copy: FrozenCopy | None,
    corrects: CouncilLink | None = None,
) -> CouncilLink:
    url = addresses.checked(paper.url)
    label = one_line(paper.label)
    if not label:
        raise Refused(_("Say what the paper is called."), field="label")
    check_likely(paper.dated_on, field="dated_on", back=OLDEST, ahead=1)
    if CouncilLink.objects.filter(consultation=consultation, url=url, removed_at=None).exists():
        raise Refused(_("This address is in the list already."), field="url")
    link = CouncilLink.objects.create(
        consultation=consultation,
        copy=copy,
        url=url,
        label=label,
        supplier=paper.supplier,
        kind=paper.kind,
        dated_on=paper.dated_on,
        meeting_id=paper.meeting_id,
        agenda_item_id=paper.agenda_item_id,
        document_id=paper.document_id,
        added_by=actor,
        added_at=clock.now(),
        corrects=corrects,
    )
    checking.ask(link)
    return link


def _current(link: CouncilLink) -> CouncilLink:
    found = locked(link)
    if found.removed_at is not None:
        raise Refused(_("This link was corrected or taken away already. Look at the list."))
    return found


def _remove(link: CouncilLink, actor: User, reason: str) -> None:
    link.removed_by, link.removed_at, link.removed_because = actor, clock.now(), reason
    link.save(update_fields=["removed_by", "removed_at", "removed_because"])


def _paper(link: CouncilLink) -> Paper:
    return Paper(
        url=link.url,
        label=link.label,
        supplier=Supplier(link.supplier),
        kind=PaperKind(link.kind),
        dated_on=link.dated_on,
        meeting_id=link.meeting_id,
        agenda_item_id=link.agenda_item_id,
        document_id=link.document_id,
    )


def _tell(kind: str, link: CouncilLink, actor: User, **more: object) -> None:
    data = {
        "link": link.pk,
        "url": link.url,
        "label": link.label,
        "kind": link.kind,
        "supplier": link.supplier,
        "dated_on": link.dated_on.isoformat(),
    }
    events.record(kind, actor=actor, consultation=link.consultation, data=data | more)
