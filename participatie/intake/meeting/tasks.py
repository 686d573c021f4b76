"""Work that the server does by itself: telling attendees, and erasing what is over."""

from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from participatie.core import clock
from participatie.core.tasks import PERSISTENT
from participatie.intake.meeting import attendance, mails
from participatie.intake.meeting.models import Attendee, SpeakerEntry
from participatie.intake.typing.unfinished import discard

KEPT_FOR = timedelta(days=30)
"""So long can a clerk go on with an entry; it holds names, so not longer."""


@app.task(name="meetings.tell_attendee", retry=PERSISTENT, pass_context=False)
def tell_attendee(attendee_id: str) -> None:
    """Mail one attendee that the report is there; who was told or took it back gets nothing.

    A failure is put on the attendee, where the desk sees it, and raised to be tried again.
    """
    try:
        with transaction.atomic():
            attendee = (
                Attendee.objects.select_for_update(of=("self",))
                .select_related("meeting__consultation")
                .filter(pk=attendee_id, told_at=None)
                .first()
            )
            if attendee is None:
                return
            mails.tell(attendee)
            attendance.note_told(attendee)
    except Exception as error:
        Attendee.objects.filter(pk=attendee_id, told_at=None).update(error=type(error).__name__)
        raise


@app.periodic(cron="55 3 * * *")
@app.task(queueing_lock="erase_old_attendees", pass_context=False)
def erase_old_attendees(timestamp: int = 0) -> None:
    """Erase attendees whose term is over."""
    attendance.erase_old()


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="discard_old_speaker_entries", pass_context=False)
def discard_old_speaker_entries(timestamp: int = 0) -> None:
    """Throw away entries of speakers that nobody went on with."""
    for entry in SpeakerEntry.objects.filter(saved_at__lt=clock.now() - KEPT_FOR).iterator():
        discard(entry)
