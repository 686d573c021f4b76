"""Mail that the system sends: one HTML and one text part, through the configured backend."""

import re
import textwrap
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from participatie.core import organisation


def send(
    template: str,
    context: dict[str, Any],
    *,
    to: str,
    subject: str,
    headers: dict[str, str] | None = None,
    reply_to: str | None = None,
    language: str = "nl",
) -> str | None:
    """Send `templates/mail/<template>.html` and `.txt` to one address.

    Returns the provider's message id when it gives one. Raises what the mail backend raises.
    """
    with translation.override(language):
        values = {"organisation": organisation.details(), "subject": subject} | context
        message = EmailMultiAlternatives(
            subject=" ".join(subject.split()),
            body=_wrapped(render_to_string(f"mail/{template}.txt", values)),
            to=[to],
            reply_to=[reply_to] if reply_to else None,
            headers={"Auto-Submitted": "auto-generated"} | (headers or {}),
        )
        message.attach_alternative(render_to_string(f"mail/{template}.html", values), "text/html")
    message.send()
    status = getattr(message, "anymail_status", None)
    return getattr(status, "message_id", None)


def _wrapped(text: str) -> str:
    """Plain text in lines of at most 76 characters, with one empty line between paragraphs."""
    lines = (
        textwrap.fill(line, 76, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
