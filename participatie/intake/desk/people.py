"""Somebody who spoke before: found again while a clerk types, shown masked, filled in on request.

Every look-up is on record with its reason; see `pipeline.acts.submitters.look_up`.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import algorithms
from participatie.intake.algorithms import KNOWN_PEOPLE
from participatie.intake.typing.forms import CONTACT
from participatie.pipeline.acts import submitters
from participatie.pipeline.models import Contact, Submitter
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import SPOKEN, Channel, LetterForm, LookUpReason

log = logging.getLogger("participatie.desk")
MOST = 5
"""So many people are shown at most; with more of them nobody, because then it is not clear who."""
VALID = 60 * 60
"""Seconds in which somebody who was shown can be filled in."""
_SALT = "desk.people"


@dataclass(frozen=True)
class Known:
    """Somebody as a clerk may see them: a masked line, and what stands for them in the form."""

    line: str
    token: str


@dataclass(frozen=True)
class LookedUp:
    """What a look-up gave: people to choose from, or why there are none."""

    people: Sequence[Known] = ()
    said: str = ""


def may_look_up() -> bool:
    """Whether people are found again at all; off is a choice of the administrator."""
    return algorithms.is_on(KNOWN_PEOPLE.slug)


def look_up(typed: Mapping[str, Any], *, clerk: User, channel: Channel, key: UUID) -> LookedUp:
    """Those who are known by all contact details typed in the entry `key`."""
    if not may_look_up():
        return LookedUp()
    reason = LookUpReason.CALLER if channel in SPOKEN else LookUpReason.POST
    try:
        found = submitters.look_up(
            actor=clerk,
            reason=reason,
            name=typed.get("name") or typed.get("organisation") or "",
            postcode=typed.get("postcode", ""),
            house_number=typed.get("street", ""),
            phone=typed.get("phone", ""),
            email=typed.get("email", ""),
        )
    except Refused as refused:
        return LookedUp(said=str(refused))
    people = _each_once(one for one in found if _tells_more(one.contact))
    if not people:
        return LookedUp(said=_("Nobody is known by all of this. Just go on typing."))
    if len(people) > MOST:
        return LookedUp(said=_("Many people fit. Also type a postcode and number, or a telephone."))
    return LookedUp([Known(masked(one.contact), _token(one, key)) for one in people])


def fill_in(typed: Mapping[str, Any], token: str, *, clerk: User, key: UUID) -> dict[str, Any]:
    """What was typed, with the details of who was chosen.

    A telephone number and an e-mail address that were typed stay: they are newer. Nothing changes
    when the choice is too old, or was made in another entry.
    """
    try:
        pk, entry = signing.loads(token, salt=_SALT, max_age=VALID)
    except signing.BadSignature:
        return dict(typed)
    known = Submitter.objects.filter(pk=pk, erased_at=None).first()
    if entry != str(key) or known is None:
        return dict(typed)
    log.info("contact details of submitter %s filled in for user %s", known.pk, clerk.pk)
    details = {part: getattr(known.contact, part) for part in CONTACT}
    newer = {part: typed[part] for part in ("phone", "email") if typed.get(part)}
    filled = {part: value for part, value in details.items() if value}
    if known.letter_form != LetterForm.NORMAL:
        filled["letter_form"] = known.letter_form
    return {**typed, **filled, **newer, "kind": known.kind}


def masked(contact: Contact) -> str:
    """One line by which a clerk knows whom to ask for, without telling who it is:
    “J. de V…, Dorpsstraat …, Testdorp”."""
    street = re.split(r"\s*\d", contact.street)[0]
    parts = [
        contact.organisation,
        _masked_name(contact.name),
        f"{street} …" if street else "",
        contact.city,
    ]
    if not contact.street and (digits := re.sub(r"\D", "", contact.phone)):
        parts.append(_("telephone …%(end)s") % {"end": digits[-2:]})
    return ", ".join(filter(None, parts)) or _("No contact details")


def _masked_name(name: str) -> str:
    words = name.split()
    if len(words) < 2:
        return f"{words[0][0]}…" if words else ""
    *before, last = words
    # Particles such as “van der” name nobody; they are written small.
    return " ".join([w if w.islower() else f"{w[0]}." for w in before] + [f"{last[0]}…"])


def _tells_more(contact: Contact) -> bool:
    """Whether there is more than a name to fill in, as there is not of most who signed along."""
    return bool(contact.street or contact.phone or contact.email)


def _each_once(found: Iterable[Submitter]) -> list[Submitter]:
    """Everybody once: who sent in something three times stands there three times, newest first."""
    seen: dict[tuple[str, ...], Submitter] = {}
    for one in found:
        contact = one.contact
        place = (contact.street, contact.postcode) if contact.street else (contact.phone,)
        who = (contact.name, contact.organisation, *place)
        seen.setdefault(tuple(re.sub(r"\W", "", part).casefold() for part in who), one)
    return list(seen.values())


def _token(submitter: Submitter, key: UUID) -> str:
    return signing.dumps([str(submitter.pk), str(key)], salt=_SALT)
