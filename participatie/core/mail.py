"""Mail that the system sends: one HTML and one text part, through the configured backend."""

import re
import textwrap
from collections.abc import Sequence
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException
from typing import Any

from anymail.exceptions import AnymailError
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from participatie.core import organisation

FAILURES = (SMTPException, AnymailError, OSError)
"""What the mail backends raise when a mail could not be sent."""
LINE = 76
"""Characters in a line of the text part (RFC 5322 asks for less than 78)."""

_HEADERS = {
    # Out-of-office answers to a notice help nobody (RFC 3834; the second is for Exchange).
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}


def send(
    template: str,
    context: dict[str, Any],
    *,
    to: str,
    subject: str,
    headers: dict[str, str] | None = None,
    reply_to: str | None = None,
    language: str = "nl",
    attachments: Sequence[tuple[str, bytes, str]] = (),
) -> str:
    """Send `templates/mail/<template>.html` and `.txt` to one address.

    `attachments` are (name, content, media type).
    Returns what a bounce or a delivery report will name it by: the provider's message id, or
    else the Message-ID header. Raises BadHeaderError for an address or header with a line end,
    and otherwise one of `FAILURES`.
    """
    with translation.override(language):
        values = {"organisation": organisation.details(), "subject": subject} | context
        message = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=_wrapped(render_to_string(f"mail/{template}.txt", values)),
            to=[to],
            reply_to=[reply_to] if reply_to else None,
        )
        html = render_to_string(f"mail/{template}.html", values)
    message.attach_alternative(html, "text/html")
    for attachment in attachments:
        message.attach(*attachment)
    # By itself Python puts the name of this machine in it.
    domain = parseaddr(message.from_email)[1].rpartition("@")[2]
    message_id = make_msgid(domain=domain)
    message.extra_headers = {"Message-ID": message_id} | _HEADERS | (headers or {})
    message.send()
    given = getattr(getattr(message, "anymail_status", None), "message_id", None)
    return message_id if given is None else str(given)


def _wrapped(text: str) -> str:
    """Plain text in lines of at most 76 characters, with one empty line between paragraphs."""
    lines = (
        textwrap.fill(line, LINE, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
