"""Keeping a message, exactly once: the bytes on disk and the row that names them.

Runs before anything is read in it, and before anything happens to it in its mailbox.
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.db import IntegrityError, transaction

from participatie.accounts.models import User
from participatie.core import clock, files
from participatie.intake.email.models import IncomingMail, Mailbox, MailStep, Step
from participatie.pipeline.models import StoredFile

CONTENT_TYPE = "message/rfc822"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a message came from. A uid counts only together with its uid_validity."""

    mailbox: Mailbox | None
    received_at: datetime
    uid_validity: int | None = None
    uid: int | None = None
    provider_key: str = ""


def keep(raw: bytes, origin: Origin) -> tuple[IncomingMail, bool]:
    """Keep a message, and whether it is new. Who needs it committed has no transaction open.

    The same message gives the row that was made of it: by its place in the mailbox, by the
    number of the provider, or because the same mailbox had these very bytes before.
    """
    digest = hashlib.sha256(raw).hexdigest()
    earlier = known(origin, digest)
    if earlier is not None:
        _renumber(earlier, origin)
        return earlier, False
    name = _write(raw, digest, origin)
    now = clock.now()
    try:
        with transaction.atomic():
            stored = StoredFile.objects.create(
                content=name,
                name="bericht.eml",
                content_type=CONTENT_TYPE,
                size=len(raw),
                sha256=digest,
                created_at=now,
            )
            mail = IncomingMail.objects.create(
                mailbox=origin.mailbox,
                fetched_from=origin.mailbox,
                raw=stored,
                sha256=digest,
                uid_validity=origin.uid_validity,
                uid=origin.uid,
                provider_key=origin.provider_key,
                # The clock of another machine may be ahead of ours.
                received_at=min(origin.received_at, now),
                stored_at=now,
            )
            note(mail, Step.CAME_IN)
    except IntegrityError:
        # Somebody else fetched it in this very moment.
        earlier = known(origin, digest)
        if earlier is None:
            raise
        return earlier, False
    return mail, True


def known(origin: Origin, digest: str) -> IncomingMail | None:
    """The message that was made of this before."""
    mails = IncomingMail.objects.filter(fetched_from=origin.mailbox)
    if origin.provider_key:
        found = IncomingMail.objects.filter(provider_key=origin.provider_key).first()
        if found is not None:
            return found
    if origin.uid is not None:
        found = mails.filter(uid_validity=origin.uid_validity, uid=origin.uid).first()
        if found is not None:
            return found
    return mails.filter(sha256=digest).first() if origin.mailbox else None


def _renumber(mail: IncomingMail, origin: Origin) -> None:
    """Remember the number that the message has now: a server may number its mailbox anew."""
    if origin.uid is None or (mail.uid_validity, mail.uid) == (origin.uid_validity, origin.uid):
        return
    mail.uid_validity, mail.uid = origin.uid_validity, origin.uid
    mail.save(update_fields=["uid_validity", "uid"])


def note(mail: IncomingMail, kind: Step, *, by: User | None = None, said: str = "") -> None:
    """Put one fact on the track of a message."""
    MailStep.objects.create(mail=mail, kind=kind, at=clock.now(), by=by, note=said[:255])


def _write(raw: bytes, digest: str, origin: Origin) -> str:
    """Put the bytes on disk to stay, and give their name.

    After a crash the same message gets the same name, so that no file is left without a row.
    """
    # Without a mailbox the same message may have several rows, which never share a file.
    own = f"{origin.mailbox.pk}/{digest}" if origin.mailbox else f"webhook/{uuid4().hex}"
    name = f"mail/{own}.eml"
    place = Path(files.private_storage().path(name))
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.{uuid4().hex}")
    with beside.open("wb") as target:
        target.write(raw)
        target.flush()
        os.fsync(target.fileno())
    beside.chmod(0o640)
    beside.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return name
