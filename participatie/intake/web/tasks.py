"""Work that the server does by itself, every day."""

from datetime import timedelta

from procrastinate.contrib.django import app

from participatie.core import clock
from participatie.core.tasks import PERSISTENT
from participatie.intake.orphans import discard_orphans
from participatie.intake.web import arriving
from participatie.intake.web.drafts import throw_away
from participatie.intake.web.expiring import warn
from participatie.intake.web.models import drafts_to_warn_about, expired_drafts
from participatie.intake.web.prolonged import tell

UNUSED_FOR = timedelta(days=1)
"""A file may wait this long for what it belongs to, and half a file for the rest of it."""


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="delete_expired_drafts", pass_context=False)
def delete_expired_drafts(timestamp: int = 0) -> None:
    """Throw away what nobody will go on with, and files that belong to nothing."""
    for draft in expired_drafts().select_related("consultation").iterator():
        throw_away(draft)
    arriving.discard_abandoned(before=clock.now() - UNUSED_FOR)
    discard_orphans(before=clock.now() - UNUSED_FOR)


@app.periodic(cron="40 7 * * *")
@app.task(queueing_lock="warn_about_drafts", pass_context=False)
def warn_about_drafts(timestamp: int = 0) -> None:
    """Tell, once and by mail, who has something here that is not sent yet and will go."""
    for pk in drafts_to_warn_about().values_list("pk", flat=True).iterator():
        warn(pk)


@app.task(name="intake.tell_of_more_time", retry=PERSISTENT, pass_context=False)
def tell_of_more_time(draft_id: str, event_id: int) -> None:
    """Mail one writer of a draft that the term was made longer."""
    tell(draft_id, event_id)
