"""Reading what was kept: its words and files, what it is, and who deals with it.

Each message goes through once, in one transaction; a crash leaves it to be read again.
"""

import hashlib
import logging
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from participatie.core import algorithms, virus_scan
from participatie.core.files import UnacceptableFile
from participatie.intake import receive
from participatie.intake.email import becoming, reports
from participatie.intake.email.algorithms import FOLDING, RECOGNISING
from participatie.intake.email.folding import PieceKind, fold, own_words
from participatie.intake.email.keeping import note
from participatie.intake.email.models import IncomingMail, Kind, MailFile, State, Step
from participatie.intake.email.parsing import Letter, Part, parse
from participatie.intake.email.recognising import (
    Recognised,
    answered_notice,
    content_digest,
    recognise,
)
from participatie.pipeline.refusals import Refused

logger = logging.getLogger(__name__)


def read_waiting() -> int:
    """Read every message that was kept and not read yet; how many."""
    count = 0
    for pk in IncomingMail.objects.filter(state=State.NEW).values_list("pk", flat=True):
        count += read(pk)
    return count


def read(pk: Any) -> bool:
    """Read one message; False when it was read already, or another process is at it."""
    # What a clerk reads is in the language of the record, whoever started this.
    with translation.override("nl"), transaction.atomic():
        mail = (
            IncomingMail.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("mailbox__consultation", "raw")
            .filter(pk=pk, state=State.NEW)
            .first()
        )
        if mail is None:
            return False
        try:
            with transaction.atomic():
                _read(mail, mail.original())
        except Exception as error:  # noqa: BLE001 - whatever is in it, a person must get to see it
            logger.warning("e-mail %s could not be read: %s", mail.pk, type(error).__name__)
            _leave_to_a_person(mail)
    _become_by_itself(mail)
    return True


def _read(mail: IncomingMail, raw: bytes) -> None:
    letter = parse(raw)
    mail.message_id = letter.message_id
    scanned = virus_scan.scan(raw)
    digests = [hashlib.sha256(part.content).hexdigest() for part in letter.parts]
    mail.content_digest = content_digest(letter, digests)
    mail.read = _as_read(letter)
    found = Recognised()
    if algorithms.is_on(RECOGNISING.slug):
        found = recognise(letter, raw, mail)
    mail.kind, mail.why = found.kind, found.why[:255]
    mail.same_as = found.same_as
    mail.delivery = found.delivery or answered_notice(letter)
    files = [_keep_file(mail, part) for part in letter.parts]
    # The message can be too large for the scanner, and a file in it not.
    mail.virus = scanned.virus[:100] or next((row.virus for row in files if row.virus), "")
    mail.was_scanned = scanned.was_scanned
    mail.state = State.WAITING if found.kind is Kind.ORDINARY else State.SET_APART
    mail.save()
    if found.kind is not Kind.ORDINARY:
        note(mail, Step.SET_APART, said=found.why)
    if found.is_final:
        reports.note_report(found)


def _as_read(letter: Letter) -> dict[str, Any]:
    pieces = fold(letter.text) if algorithms.is_on(FOLDING.slug) else []
    return {
        "name": letter.name,
        "address": letter.address,
        "subject": letter.subject,
        "text": letter.text,
        "own": own_words(pieces) if pieces else letter.text,
        "folded": [
            {"kind": str(piece.kind), "text": piece.text}
            for piece in pieces
            if piece.kind is not PieceKind.OWN
        ],
        "problems": letter.problems,
    }


def _keep_file(mail: IncomingMail, part: Part) -> MailFile:
    """Take a file in, or say why not; it always stays in the message."""
    row = MailFile(mail=mail, place=part.place, name=part.name[:255], size=len(part.content))
    row.virus = virus_scan.scan(part.content).virus[:100]
    if row.virus:
        row.problem = _("There is a virus in this file. It was not taken in.")
    else:
        try:
            with transaction.atomic():
                row.file = receive.store(ContentFile(part.content, name=part.name))
        except UnacceptableFile as error:
            row.problem = str(error)[:255]
    row.save()
    return row


def _leave_to_a_person(mail: IncomingMail) -> None:
    mail.refresh_from_db()
    mail.state = State.WAITING
    mail.read = {
        "problems": [_("The computer could not read this message. Open the original.")],
    }
    mail.save()


def _become_by_itself(mail: IncomingMail) -> None:
    """Make a clean message a contribution, where its mailbox says so."""
    if not becoming.is_clean(mail):
        return
    try:
        becoming.become_by_itself(mail)
    except Refused as refused:
        logger.info("e-mail %s waits for a clerk: %s", mail.pk, type(refused).__name__)
