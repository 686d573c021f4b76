"""Reading a mailbox by IMAP: kept and committed first, and only then moved; never deleted."""

import contextlib
import logging
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _
from imapclient import IMAPClient, imapclient
from imapclient.exceptions import IMAPClientError, LoginError

from participatie.core import clock
from participatie.intake.email.keeping import Origin, keep
from participatie.intake.email.models import IncomingMail, Mailbox, Security

logger = logging.getLogger(__name__)

TIMEOUT = 30
"""Seconds without a word from the mail server."""
WHILE_WAITING = 8
"""The same, with somebody in front of the screen."""
BATCH = 20
"""Messages that are moved at once, after each of them was kept."""
_LOCKS = 0x6D61696C
"""“mail”: the family of our advisory locks."""
FAILURES = (IMAPClientError, OSError)
"""What a connection with a mail server can end in."""


@dataclass(frozen=True)
class Fetched:
    """How many messages were in the folder, and how many of those are new."""

    seen: int
    new: int


class NotRead(Exception):
    """A mailbox could not be read; `str()` says why, and what to look at."""


def fetch(mailbox: Mailbox) -> Fetched | None:
    """Take in every message of a mailbox, each exactly once; None when another does so now.

    Raises `NotRead`, which stands on the mailbox too; what was kept until then stays.
    """
    with _alone(mailbox) as alone:
        if not alone:
            return None
        try:
            with connected(mailbox) as server:
                fetched = _take_all(mailbox, server)
        except FAILURES as error:
            said = explain(error)
            logger.warning("mailbox %s could not be read: %s", mailbox.pk, type(error).__name__)
            Mailbox.objects.filter(pk=mailbox.pk).update(error=said[:255])
            raise NotRead(said) from error
        Mailbox.objects.filter(pk=mailbox.pk).update(fetched_at=clock.now(), error="")
    return fetched


@contextlib.contextmanager
def connected(mailbox: Mailbox, timeout: int = TIMEOUT) -> Iterator[IMAPClient]:
    """A connection, logged in. Raises one of `FAILURES`."""
    context = ssl.create_default_context()
    server = IMAPClient(
        mailbox.host,
        port=mailbox.port,
        ssl=mailbox.security == Security.TLS,
        ssl_context=context,
        timeout=timeout,
    )
    # Otherwise moments come without their zone.
    server.normalise_times = False
    try:
        if mailbox.security == Security.STARTTLS:
            server.starttls(context)
        server.login(mailbox.username, mailbox.password)
        yield server
    finally:
        with contextlib.suppress(*FAILURES):
            server.logout()


def look(mailbox: Mailbox) -> int:
    """Try the connection, and count what is in the folder. Raises `NotRead`."""
    try:
        with connected(mailbox, timeout=WHILE_WAITING) as server:
            return int(server.select_folder(mailbox.folder, readonly=True)[b"EXISTS"])
    except FAILURES as error:
        raise NotRead(explain(error)) from error


def explain(error: BaseException) -> str:
    """What went wrong with a mail server, and where to look."""
    if isinstance(error, LoginError):
        return _("The mail server refuses the user name or the password.")
    if isinstance(error, ssl.SSLError):
        return _("The connection is not safe: look at the certificate, the port and the security.")
    if isinstance(error, IMAPClientError):
        return _("The mail server refuses: look whether the folder has this name.")
    return _("The mail server cannot be reached: look at the name of the server and the port.")


@contextlib.contextmanager
def _alone(mailbox: Mailbox) -> Iterator[bool]:
    """Whether no other process reads this mailbox now. The lock goes with the connection.

    What it guards is only work done twice: each message is kept once by the constraints.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCKS, mailbox.pk])
        row = cursor.fetchone()
    alone = bool(row and row[0])
    try:
        yield alone
    finally:
        if alone:
            with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCKS, mailbox.pk])


def _take_all(mailbox: Mailbox, server: IMAPClient) -> Fetched:
    validity = int(server.select_folder(mailbox.folder)[b"UIDVALIDITY"])
    uids = sorted(server.search("ALL"))
    target = _processed_folder(mailbox, server)
    new = 0
    for start in range(0, len(uids), BATCH):
        batch = uids[start : start + BATCH]
        known = set(
            IncomingMail.objects.filter(
                fetched_from=mailbox, uid_validity=validity, uid__in=batch
            ).values_list("uid", flat=True)
        )
        kept = []
        for uid in batch:
            if uid not in known:
                made = _take(mailbox, server, validity, uid)
                if made is None:
                    continue
                new += made
            kept.append(uid)
        _put_away(server, kept, target)
    return Fetched(len(uids), new)


def _take(mailbox: Mailbox, server: IMAPClient, validity: int, uid: int) -> bool | None:
    """Keep one message; whether it is new, None when somebody took it away meanwhile."""
    answer = server.fetch([uid], ["INTERNALDATE", "BODY.PEEK[]"]).get(uid)
    if answer is None or b"BODY[]" not in answer:
        return None
    origin = Origin(
        mailbox=mailbox,
        received_at=answer.get(b"INTERNALDATE") or clock.now(),
        uid_validity=validity,
        uid=uid,
    )
    # Committed before the message is moved.
    with transaction.atomic(durable=True):
        _mail, is_new = keep(answer[b"BODY[]"], origin)
    return is_new


def _processed_folder(mailbox: Mailbox, server: IMAPClient) -> str:
    """The folder for what was taken in; "" on a server that cannot move."""
    if not server.has_capability("MOVE"):
        return ""
    if not server.folder_exists(mailbox.processed_folder):
        server.create_folder(mailbox.processed_folder)
        server.subscribe_folder(mailbox.processed_folder)
    return mailbox.processed_folder


def _put_away(server: IMAPClient, uids: Sequence[int], target: str) -> None:
    """Mark what was kept as seen and move it; without a folder it stays where it is."""
    if uids:
        server.add_flags(uids, [imapclient.SEEN], silent=True)
        if target:
            server.move(uids, target)
