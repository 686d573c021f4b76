"""Messages as mail programs make them, and as they break them."""

import struct
from email.message import EmailMessage
from typing import Any

from participatie.core import clock
from participatie.intake.email import sorting
from participatie.intake.email.keeping import Origin, keep
from participatie.intake.email.models import IncomingMail, Mailbox
from tests.fixtures.dovecot import PASSWORD, MailServer

WORDS = "De bomen langs de weg moeten blijven.\nHet fietspad mag breder."
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def message(
    words: str = WORDS,
    *,
    sender: str = "Jan de Vries <jan@voorbeeld.example>",
    subject: str = "Reactie Dorpsweg",
    number: Any = 1,
    html: str = "",
    files: tuple[tuple[str, bytes, str], ...] = (),
    **headers: str,
) -> bytes:
    """A message in order; `headers` by name, with _ for -."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = "inspraak@provincie.example"
    made["Subject"] = subject
    if number:
        made["Message-ID"] = f"<bericht-{number}@voorbeeld.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if words or not html:
        made.set_content(words)
    if html and words:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    for name, content, kind in files:
        maintype, subtype = kind.split("/")
        made.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return made.as_bytes()


def bounce(of: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """The report of a mail server about the message with this Message-ID."""
    return f"""\
Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.example>
To: inspraak@provincie.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <rapport-{action}-{abs(hash(of))}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

<jan@voorbeeld.example>: host mx.example said: 550 User unknown

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; jan@voorbeeld.example
Action: {action}
Status: {status}

--grens
Content-Type: text/rfc822-headers

Message-ID: {of}
Subject: Wij hebben uw reactie ontvangen

--grens--
""".encode()


def complaint(of: str) -> bytes:
    """The report of a provider that somebody called a message unwanted (RFC 5965)."""
    return f"""\
From: feedback@provider.example
To: inspraak@provincie.example
Subject: FW: bericht
Message-ID: <klacht@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="grens"

--grens
Content-Type: text/plain

This is an email abuse report.

--grens
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1.0
Version: 1

--grens
Content-Type: message/rfc822

Message-ID: {of}
Subject: Wij hebben uw reactie ontvangen

--grens--
""".encode()


def winmail(body: str, *files: tuple[str, bytes]) -> bytes:
    """A winmail.dat with these words and files."""
    parts = [_attribute(1, 0x8006 | 0x00080000, struct.pack("<I", 0x00010000))]
    parts.append(_attribute(1, 0x0002800C, body.encode("cp1252") + b"\0"))
    for name, content in files:
        parts.append(_attribute(2, 0x00069002, b"\0" * 14))
        parts.append(_attribute(2, 0x00018010, name.encode("cp1252") + b"\0"))
        parts.append(_attribute(2, 0x0006800F, content))
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(parts)


def _attribute(level: int, number: int, data: bytes) -> bytes:
    checksum = struct.pack("<H", sum(data) & 0xFFFF)
    return struct.pack("<BII", level, number, len(data)) + data + checksum


def mailbox(server: MailServer | None = None, **over: Any) -> Mailbox:
    """A mailbox of ours, on this server."""
    values: dict[str, Any] = {
        "name": "Inspraak",
        "address": "inspraak@provincie.example",
        "host": "127.0.0.1" if server else "",
        "port": server.port if server else 993,
        "security": "none",
        "username": "inspraak",
        "password": PASSWORD,
    }
    return Mailbox.objects.create(**values | over)


def came_in(raw: bytes, to: Mailbox | None = None, **over: Any) -> IncomingMail:
    """A message that was kept and read."""
    origin = Origin(mailbox=to, received_at=over.pop("received_at", clock.now()), **over)
    kept, _new = keep(raw, origin)
    sorting.read(kept.pk)
    return IncomingMail.objects.get(pk=kept.pk)
