"""Work in the background: fetching every few minutes, and reading what was fetched."""

import contextlib
from datetime import timedelta

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from participatie.core import clock
from participatie.intake.email import erasing, imap, sorting
from participatie.intake.email.models import Mailbox
from participatie.intake.email.onward import send_onward  # noqa: F401 - a task of this room too

KEPT_FOR = timedelta(days=365)
"""So long does a message stay that became no contribution: for who asks what was done with it."""


@app.periodic(cron="*/3 * * * *")
@app.task(queueing_lock="fetch_mail", pass_context=False)
def fetch_mail(timestamp: int = 0) -> None:
    """Plan a job for each mailbox: one that does not answer holds up no other."""
    for pk in Mailbox.objects.filter(is_active=True).exclude(host="").values_list("pk", flat=True):
        with contextlib.suppress(AlreadyEnqueued):
            fetch_mailbox.configure(lock=f"mailbox {pk}", queueing_lock=f"mailbox {pk}").defer(
                mailbox_id=pk
            )
    read_mail(0)


@app.task(name="intake_email.fetch_mailbox", pass_context=False)
def fetch_mailbox(mailbox_id: int) -> None:
    """Fetch one mailbox and read what came in; why it did not go stands on the mailbox."""
    mailbox = Mailbox.objects.select_related("consultation").get(pk=mailbox_id)
    with contextlib.suppress(imap.NotRead):
        imap.fetch(mailbox)
    sorting.read_waiting()


@app.task(name="intake_email.read_mail", queueing_lock="read_mail", pass_context=False)
def read_mail(timestamp: int = 0) -> None:
    """Read what was kept and not read yet."""
    sorting.read_waiting()


@app.periodic(cron="35 3 * * *")
@app.task(name="intake_email.erase_old_mail", queueing_lock="erase_old_mail", pass_context=False)
def erase_old_mail(timestamp: int = 0) -> None:
    """Erase messages that became no contribution, some time after the last thing was done."""
    erasing.erase_old(before=clock.now() - KEPT_FOR)
