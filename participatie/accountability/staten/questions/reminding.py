"""Reminding who must reply: before the last day, on it, and after it."""

from datetime import timedelta

from django.db import transaction

from participatie.accountability.staten.questions import notices
from participatie.accountability.staten.questions.models import NoticeKind
from participatie.accountability.staten.questions.responsible import open_questions
from participatie.accountability.staten.questions.terms import WARNED
from participatie.core import clock


@transaction.atomic
def remind() -> None:
    """Tell who must reply how their terms stand; each once, however often this runs.

    A day on which nothing ran is made good: what is told then is what holds by that day.
    """
    today = clock.today()
    for question in (
        open_questions()
        .filter(last_day__lte=today + WARNED)
        .select_related("member__user", "consultation")
    ):
        if question.last_day < today:
            kind = NoticeKind.OVERDUE
        elif question.last_day == today:
            kind = NoticeKind.LAST_DAY
        elif today - clock.day_of(question.asked_at) >= timedelta(days=1):
            kind = NoticeKind.SOON
        else:
            # Asked today with a short term: that mail said the last day already.
            continue
        notices.to_executive(question, kind, question.last_day.isoformat())
