"""Work in the background: sending one mail about a question."""

from django.db import transaction
from procrastinate.contrib.django import app

from participatie.accountability.staten.questions import mails
from participatie.accountability.staten.questions.models import Notice
from participatie.core import clock
from participatie.core.tasks import PERSISTENT


@app.task(name="questions.send_notice", retry=PERSISTENT, pass_context=False)
def send_notice(notice_id: int) -> None:
    """Mail one notice. A second run of the same job sends nothing.

    A failure is put on the notice and raised, so that it is tried again.
    """
    try:
        _send(notice_id)
    except Exception as error:
        Notice.objects.filter(pk=notice_id).update(error=type(error).__name__)
        raise


def _send(notice_id: int) -> None:
    with transaction.atomic():
        notice = Notice.objects.select_for_update(no_key=True).get(pk=notice_id)
        if notice.sent_at is not None or notice.is_needless:
            return
        mails.send(notice)
        notice.sent_at, notice.error = clock.now(), ""
        notice.save(update_fields=["sent_at", "error"])
