"""Fetch the mail of all mailboxes now."""

from typing import Any

from django.core.management.base import BaseCommand

from participatie.intake.email import imap, sorting
from participatie.intake.email.models import Mailbox


class Command(BaseCommand):
    """Fetches, reads, and says per mailbox how it went."""

    help = "Fetch and read the mail of all mailboxes now."

    def handle(self, *args: Any, **options: Any) -> None:
        for mailbox in Mailbox.objects.filter(is_active=True).exclude(host=""):
            try:
                fetched = imap.fetch(mailbox)
            except imap.NotRead as error:
                self.stderr.write(f"{mailbox.name}: {error}")
                continue
            said = "is being fetched already" if fetched is None else f"{fetched.new} new"
            self.stdout.write(f"{mailbox.name}: {said}")
        self.stdout.write(f"{sorting.read_waiting()} read")
