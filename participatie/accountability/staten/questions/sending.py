"""Work in the background: sending one mail about a question."""

from django.db import transaction
from procrastinate.contrib.django import app

from participatie.accountability.staten.questions import mails
from participatie.accountability.staten.questions.models import Notice, NoticeKind
from participatie.core import clock
from participatie.core.tasks import PERSISTENT

WHILE_OPEN = frozenset(
    {
        *(NoticeKind.ASKED, NoticeKind.PASSED_ON, NoticeKind.NOBODY),
        *(NoticeKind.SOON, NoticeKind.LAST_DAY, NoticeKind.OVERDUE),
    }
)
"""What nobody needs to hear once there is a reply, or the question was withdrawn."""


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
        question = notice.question
        if notice.sent_at is not None or not notice.to.is_active:
            return
        if notice.kind in WHILE_OPEN and not question.is_open:
            return
        mails.send(notice)
        notice.sent_at, notice.error = clock.now(), ""
        notice.save(update_fields=["sent_at", "error"])
