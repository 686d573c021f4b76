"""What is done to who somebody is: kept, found again, changed. Each look-up is on record."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import events, kinds, permissions, submitter_keys
from participatie.pipeline.acts.locking import locked
from participatie.pipeline.models import Contact, Contribution, LookUp, Submitter, SubmitterKey
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import DeliveryWay, LetterForm, LookUpReason, SubmitterKind

MOST_FOUND = 25
"""More are never shown: whoever finds so many types more."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who speaks, represents or signs, and the way they want to be answered."""

    contact: Contact = field(default_factory=Contact)
    kind: SubmitterKind = SubmitterKind.PERSON
    reply_by: DeliveryWay = DeliveryWay.COLLECT
    letter_form: LetterForm = LetterForm.NORMAL


def keep(people: Iterable[Person], now: datetime) -> list[Submitter]:
    """Put people on record, in their order, to be found again. Runs inside another act."""
    kept = []
    for person in people:
        submitter = Submitter(
            kind=person.kind,
            reply_by=person.reply_by,
            letter_form=person.letter_form,
            created_at=now,
        )
        submitter.contact = person.contact
        kept.append(submitter)
    Submitter.objects.bulk_create(kept)
    _index(kept)
    return kept


def _index(submitters: Iterable[Submitter]) -> None:
    SubmitterKey.objects.bulk_create(
        SubmitterKey(submitter=submitter, kind=kind, fingerprint=fingerprint)
        for submitter in submitters
        for kind, fingerprint in sorted(submitter_keys.keys_of(asdict(submitter.contact)))
    )


def look_up(
    *,
    actor: User,
    reason: LookUpReason,
    note: str = "",
    name: str = "",
    postcode: str = "",
    house_number: str = "",
    phone: str = "",
    email: str = "",
) -> list[Submitter]:
    """Those known by everything that was typed, the newest first, at most `MOST_FOUND`.

    Who looked, why and who was shown is put on record; what was typed is not. Raises `Refused`
    when nothing was typed that anybody can be found by, or a part of it would find nobody and
    so show more people than were asked for, or no reason was given.
    """
    called = submitter_keys.phone_keys(phone)
    keys = (
        submitter_keys.name_keys(name)
        | submitter_keys.address_keys(postcode, house_number)
        | called
        | submitter_keys.email_keys(email)
    )
    with transaction.atomic():
        permissions.require(actor, Act.LOOK_UP)
        if reason is LookUpReason.OTHER and not note.strip():
            raise Refused(_("Say why you look this person up."))
        if phone.strip() and not called:
            raise Refused(_("This is not a whole telephone number. Check it, or leave it out."))
        if not keys and name.strip():
            raise Refused(_("By so little of a name nobody can be found. Type more of it."))
        if not keys:
            raise Refused(
                _(
                    "Type a name, a postcode with house number, a telephone number or an e-mail "
                    "address."
                )
            )
        found = Submitter.objects.filter(erased_at=None)
        for kind, fingerprint in keys:
            with_key = SubmitterKey.objects.filter(kind=kind, fingerprint=fingerprint)
            found = found.filter(pk__in=with_key.values("submitter"))
        shown = list(found.order_by("-created_at", "pk")[:MOST_FOUND])
        LookUp.objects.create(
            at=clock.now(),
            by=actor,
            reason=reason,
            note=note.strip()[:200],
            searched_by=sorted({str(kind) for kind, _fingerprint in keys}),
            shown=[str(submitter.pk) for submitter in shown],
        )
    return shown


def change_contact(
    contribution: Contribution,
    submitter: Submitter,
    *,
    actor: User,
    contact: Contact,
    reply_by: DeliveryWay,
    letter_form: LetterForm,
    reason: str,
) -> Submitter:
    """Change how to reach somebody of this contribution. Its track says what kind of detail
    changed and why, never the detail itself. Notices that were planned already stay as they are.
    """
    with transaction.atomic():
        contribution, submitter = locked(contribution), locked(submitter)
        permissions.require(actor, Act.CHANGE_CONTACT)
        signed = contribution.signatories.filter(submitter=submitter).exists()
        if submitter.pk not in (contribution.submitter_id, contribution.represented_by_id) and (
            not signed
        ):
            raise Refused(_("This person does not belong to this contribution."))
        if submitter.erased_at is not None:
            raise Refused(_("The details of this person were erased, and stay so."))
        if not reason.strip():
            raise Refused(_("Say how you know the new details."))
        before, after = asdict(submitter.contact), asdict(contact)
        changed = sorted(part for part in after if after[part] != before[part])
        if submitter.reply_by != reply_by:
            changed.append("reply_by")
        if submitter.letter_form != letter_form:
            changed.append("letter_form")
        if not changed:
            raise Refused(_("Nothing is different from what was there."))
        submitter.contact = contact
        submitter.reply_by, submitter.letter_form = reply_by, letter_form
        submitter.save(update_fields=["sealed_contact", "reply_by", "letter_form"])
        submitter.keys.all().delete()
        _index([submitter])
        events.record(
            kinds.CONTACT_CHANGED,
            actor=actor,
            consultation=contribution.consultation,
            contribution=contribution,
            data={"changed": changed, "reason": reason.strip()},
        )
    return submitter
