"""Letters that are not for us: sent on to the right body, or back, with word to the sender.

Awb 2:3: without delay, and the sender hears of it at the same time. They get no number of a
consultation, because nothing was said to us; they stand in a register of their own.
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock, organisation, pdf
from participatie.intake.desk.models import SentOn, SentOnKind
from participatie.intake.post import letterhead
from participatie.pipeline.models import Contact
from participatie.pipeline.permissions import require_role
from participatie.pipeline.refusals import Refused

KEPT = timedelta(days=365)
"""So long it is known who wrote and about what; then only that something was sent on."""


def register(
    *,
    actor: User,
    kind: SentOnKind,
    received_on: date,
    sender: Contact,
    about: str,
    reason: str,
    body_name: str = "",
    body_address: str = "",
    key: UUID | None = None,
) -> SentOn:
    """Put it in the register before its letters are made, once for each `key`.

    Raises `Refused`.
    """
    require_role(actor, Role.CLERK)
    if kind is SentOnKind.ON and not (body_name.strip() and body_address.strip()):
        raise Refused(_("Say to which body it goes, with its address."))
    if kind is SentOnKind.BACK and not sender.has_address:
        raise Refused(_("Without an address it cannot go back. Send it on, or keep it."))
    registered, _made = SentOn.objects.get_or_create(
        key=key or uuid4(),
        defaults={
            "kind": kind,
            "received_on": received_on,
            "sealed_sender": asdict(sender),
            "about": about.strip(),
            "reason": reason.strip(),
            "body_name": body_name.strip(),
            "body_address": body_address.strip(),
            "registered_at": clock.now(),
            "registered_by": actor,
        },
    )
    return registered


def post(found: SentOn, *, actor: User) -> SentOn:
    """Its letters, with the original, were posted. Raises `Refused` the second time."""
    require_role(actor, Role.CLERK)
    with transaction.atomic():
        locked = SentOn.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if locked.posted_at is not None:
            raise Refused(_("This was noted as posted already."))
        locked.posted_at, locked.posted_by = clock.now(), actor
        locked.save(update_fields=["posted_at", "posted_by"])
    return locked


def all_sent_on() -> QuerySet[SentOn]:
    """The register, the newest first."""
    return SentOn.objects.select_related("registered_by", "posted_by")


def erase_old() -> int:
    """Erase who wrote and about what, a year after it was registered; how many."""
    old = SentOn.objects.filter(erased_at=None, registered_at__lt=clock.now() - KEPT)
    return old.update(
        sealed_sender=None, about="", reason="", body_address="", erased_at=clock.now()
    )


def document(found: SentOn) -> bytes:
    """The letters to print: to the sender where there is an address, and to the other body.

    Raises `pdf.PdfError`.
    """
    letters = []
    if found.sender.has_address:
        letters.append(_to_sender(found))
    if found.kind == SentOnKind.ON:
        letters.append(_to_body(found))
    title = _("Letters with %(reference)s") % {"reference": found.reference}
    return pdf.render("letters/letter.typ", {"letters": letters}, title=title)


def _to_sender(found: SentOn) -> dict[str, Any]:
    name = found.sender.name
    hello = _("Dear %(name)s,") % {"name": name} if name else _("Dear sir or madam,")
    day = {"day": date_format(found.received_on, "j F Y")}
    if found.kind == SentOnKind.ON:
        said = [
            _("On %(day)s we received your letter. It is not for us.") % day,
            _("We sent it on today to %(name)s. You hear from them. You need do nothing.")
            % {"name": found.body_name},
        ]
        subject = _("Your letter goes to %(name)s") % {"name": found.body_name}
    else:
        said = [
            _("On %(day)s we received your letter. It is not for us. You get it back with this.")
            % day
        ]
        subject = _("You get your letter back")
    reason = {"type": "facts", "rows": [[_("About"), found.about], [_("Why"), found.reason]]}
    return letterhead.letter(
        found.sender.address_lines,
        reference=found.reference,
        subject=subject,
        salutation=hello,
        body=[*said, reason, _call()],
    )


def _to_body(found: SentOn) -> dict[str, Any]:
    rows = [
        [_("Came in with us on"), date_format(found.received_on, "j F Y")],
        [_("About"), found.about],
        [_("Why we send it to you"), found.reason],
    ]
    said: list[Any] = [
        _("With this letter we send you a letter that came in with us and is meant for you."),
        {"type": "facts", "rows": rows},
        _(
            "The sender knows that we sent it on. The day on which it came in with us counts for "
            "the term (General Administrative Law Act, articles 2:3 and 6:15)."
        ),
    ]
    return letterhead.letter(
        [found.body_name, *found.body_address.splitlines()],
        reference=found.reference,
        subject=_("A letter that is meant for you"),
        salutation=_("Dear sir or madam,"),
        body=said,
    )


def _call() -> str:
    ours = organisation.details()
    return _("Do you have a question? Call %(phone)s, %(hours)s.") % {
        "phone": ours.phone,
        "hours": ours.phone_hours,
    }
