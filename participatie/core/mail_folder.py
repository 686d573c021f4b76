"""Mail into a folder instead of to people, one file a message that any mail program opens."""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.utils import timezone
from django.utils.text import slugify


class EmailBackend(BaseEmailBackend):
    """Writes each message to `settings.MAIL_DIR` as `<time> <subject>.eml`."""

    def __init__(self, folder: Path | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = folder or settings.MAIL_DIR

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages; returns how many."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            moment = timezone.localtime().strftime("%Y-%m-%d-%H%M%S")
            subject = slugify(message.subject)[:60] or "mail"
            name = f"{moment}-{subject}-{uuid.uuid4().hex[:6]}.eml"
            (self.folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)
