"""Within which days the Executive must reply."""

from datetime import date, timedelta

from django.conf import settings

from participatie.core import terms

WARNED = timedelta(days=7)
"""So long before the last day the member hears that it comes."""


def last_day(asked_on: date) -> date:
    """The last day for a reply: so many days after the one on which it was asked.

    It shifts to a working day (Algemene termijnenwet art. 1), as councils do in their rules.
    """
    return terms.next_working_day(asked_on + timedelta(days=settings.COUNCIL_QUESTION_DAYS))


def latest_extension(before: date) -> date:
    """The last day to which a term that ends on `before` can be made longer: once as long."""
    return last_day(before)
