"""What is not somebody who writes to us: reports, automatic replies, newsletters, what came before.

Each comes with the sign by which it was recognised, so that a person can judge it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from flufl.bounce import all_failures

from participatie.core.encryption import fingerprint
from participatie.intake.email.models import IncomingMail, Kind, Mailbox, OnwardMail, State
from participatie.intake.email.parsing import Letter, header
from participatie.pipeline.models import Delivery

_MESSAGE_ID = re.compile(rb"<[^<>\s]{3,300}@[^<>\s]{1,200}>")
_MOST_IDS = 200
_MACHINE = re.compile(r"(?:mailer-daemon|postmaster|mail-?daemon)@", re.IGNORECASE)
_AWAY = re.compile(
    r"(?:automatisch antwoord|automatisch bericht|automatic reply|auto(?:matic)?[- ]?reply"
    r"|(?:i(?: am|['’]m) )?(?:currently )?out of (?:the )?office"
    r"|afwezigheids?(?:bericht|assistent|melding)|niet op kantoor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Recognised:
    """As what a message was recognised and why; what it is about where that is known."""

    kind: Kind = Kind.ORDINARY
    why: str = ""
    same_as: IncomingMail | None = None
    delivery: Delivery | None = None
    is_final: bool = False
    """For a report: the message will not arrive any more."""
    mentioned: Sequence[str] = ()
    """For a report: the numbers of messages that stand in it."""


def recognise(letter: Letter, raw: bytes, mail: IncomingMail) -> Recognised:
    """The first of these that fits, from the surest to the least sure."""
    return (
        _own(letter)
        or _complaint(letter, raw)
        or _bounce(letter, raw)
        or _auto_reply(letter.message)
        or _list(letter.message)
        or _duplicate(mail)
        or Recognised()
    )


def is_ours(address: str) -> bool:
    """Whether we send from this address, or read it."""
    sending = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.lower() == sending.lower() or (
        Mailbox.objects.filter(address=address.lower()).exists()
    )


def answered_notice(letter: Letter) -> Delivery | None:
    """The notice of ours that this message is an answer to, if it is one."""
    return _notice(letter.refers_to)


def content_digest(letter: Letter, files: Sequence[str]) -> str:
    """The same for the same words and files (SHA-256) of the same sender; "" without any."""
    words = " ".join(letter.text.split()).casefold()
    if not words and not files:
        return ""
    parts = [letter.address.casefold(), words, *sorted(files)]
    return fingerprint("\n".join(parts), "content of e-mail")


def _auto_submitted(message: Message) -> str:
    said = header(message, "Auto-Submitted").lower()
    return "" if said.startswith("no") else said


def _own(letter: Letter) -> Recognised | None:
    known = letter.message_id
    if known and (
        Delivery.objects.filter(message_id=known).exists()
        or OnwardMail.objects.filter(message_id=known).exists()
    ):
        return Recognised(Kind.OWN, _("We sent this message ourselves: its number is ours."))
    if is_ours(letter.address) and _auto_submitted(letter.message):
        return Recognised(Kind.OWN, _("It comes from our own address, sent by a computer."))
    return None


def _report_type(message: Message) -> str:
    if message.get_content_type() != "multipart/report":
        return ""
    return str(message.get_param("report-type") or "delivery-status").lower()


def _complaint(letter: Letter, raw: bytes) -> Recognised | None:
    if _report_type(letter.message) != "feedback-report":
        return None
    why = _("The mail provider passes on that somebody called a message of ours unwanted.")
    ids = _ids(raw)
    return Recognised(Kind.COMPLAINT, why, delivery=_notice(ids), is_final=True, mentioned=ids)


def _bounce(letter: Letter, raw: bytes) -> Recognised | None:
    report = _report_type(letter.message)
    from_machine = (
        header(letter.message, "Return-Path") == "<>"
        or bool(_MACHINE.match(letter.address))
        or bool(_auto_submitted(letter.message))
    )
    if report not in ("", "delivery-status") or not (report or from_machine):
        return None
    try:
        temporary, permanent = all_failures(letter.message)
    except Exception:  # noqa: BLE001 - one of its twenty detectors stumbled over a broken report
        temporary, permanent = frozenset(), frozenset()
    if not report and not temporary and not permanent:
        return None
    why = (
        _("The mail server of the receiver reports: it has not arrived yet, it is tried again.")
        if temporary and not permanent
        else _("The mail server of the receiver reports: it did not arrive.")
    )
    ids = _ids(raw)
    return Recognised(
        Kind.BOUNCE,
        why,
        delivery=_notice(ids),
        is_final=bool(permanent) or not temporary,
        mentioned=ids,
    )


def _auto_reply(message: Message) -> Recognised | None:
    for name in ("Auto-Submitted", "X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"):
        said = header(message, name)
        if said and not (name == "Auto-Submitted" and said.lower().startswith("no")):
            return _by_header(Kind.AUTO_REPLY, name, said)
    precedence = header(message, "Precedence").lower().replace("-", "_")
    if precedence == "auto_reply":
        return _by_header(Kind.AUTO_REPLY, "Precedence", precedence)
    if _AWAY.match(header(message, "Subject")):
        return Recognised(Kind.AUTO_REPLY, _("The subject is that of an automatic reply."))
    return None


def _list(message: Message) -> Recognised | None:
    for name in ("List-Id", "List-Unsubscribe"):
        if said := header(message, name):
            return _by_header(Kind.LIST, name, said)
    precedence = header(message, "Precedence").lower()
    if precedence in ("bulk", "list", "junk"):
        return _by_header(Kind.LIST, "Precedence", precedence)
    return None


def _by_header(kind: Kind, name: str, said: str) -> Recognised:
    why = _("The message says so in its headers: %(name)s: %(value)s")
    return Recognised(kind, (why % {"name": name, "value": said})[:255])


def _duplicate(mail: IncomingMail) -> Recognised | None:
    """An earlier message of this sender with the same words and files, for the same matter."""
    if not mail.content_digest:
        return None
    same = (
        IncomingMail.objects.filter(content_digest=mail.content_digest)
        .exclude(pk=mail.pk)
        .exclude(state=State.NEW)
        .select_related("mailbox")
        .order_by("received_at", "stored_at")
    )
    for other in same[:20]:
        ours, theirs = (each.mailbox and each.mailbox.consultation_id for each in (mail, other))
        if ours and theirs and ours != theirs:
            # Somebody may mean the same words for two plans.
            continue
        if other.message_id and other.message_id == mail.message_id:
            why = _("The very same message came in before.")
        else:
            why = _("This sender sent the same words and files before.")
        return Recognised(Kind.DUPLICATE, why, same_as=other)
    return None


def _ids(raw: bytes) -> list[str]:
    """Every message number that a report mentions, wherever it puts it."""
    found = dict.fromkeys(
        match.group().decode("ascii", "replace") for match in _MESSAGE_ID.finditer(raw)
    )
    return list(found)[:_MOST_IDS]


def _notice(ids: Sequence[str]) -> Delivery | None:
    # A provider's own number comes without the brackets.
    wanted = {each for given in ids for each in (given, given.strip("<>"))} - {""}
    return Delivery.objects.filter(message_id__in=wanted).order_by("-pk").first()
