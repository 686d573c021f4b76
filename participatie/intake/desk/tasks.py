"""Work that the server does by itself, every night."""

from datetime import timedelta

from procrastinate.contrib.django import app

from participatie.core import clock
from participatie.intake.desk import sent_on
from participatie.intake.desk.models import DeskEntry
from participatie.intake.typing.unfinished import discard

KEPT_FOR = timedelta(days=30)
"""So long can a clerk go on with an entry; it holds names, so not longer."""


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="discard_old_desk_entries", pass_context=False)
def discard_old_desk_entries(timestamp: int = 0) -> None:
    """Throw away entries that nobody went on with."""
    for entry in DeskEntry.objects.filter(saved_at__lt=clock.now() - KEPT_FOR).iterator():
        discard(entry)


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="erase_old_sent_on", pass_context=False)
def erase_old_sent_on(timestamp: int = 0) -> None:
    """Erase who wrote what we sent on, after a year."""
    sent_on.erase_old()
