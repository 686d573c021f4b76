"""Whether a contribution came in time, and why."""

from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.core import terms
from participatie.pipeline.models import Consultation, Contribution
from participatie.pipeline.statuses import Channel, Timeliness

POST_GRACE = timedelta(weeks=1)
"""A posted letter counts when it arrives within one week after the end (Awb 6:9 lid 2)."""


def judge(
    consultation: Consultation,
    *,
    channel: Channel,
    received_at: datetime,
    postmarked_on: date | None,
    first_received_on: date | None = None,
) -> Timeliness:
    """Whether what was received then is in time (Awb 3:16 with 6:9, 6:10 and 6:15).

    `first_received_on` is the day another body got it, which sent it on to us.
    """
    arrived = received_at if first_received_on is None else terms.noon_of(first_received_on)
    if arrived < consultation.opens_at:
        return Timeliness.EARLY
    if received_at < consultation.closes_at:
        return Timeliness.ON_TIME
    if arrived < consultation.closes_at:
        return Timeliness.ON_TIME_FORWARDED
    posted_in_time = postmarked_on is not None and postmarked_on <= consultation.closes_on
    if (
        channel is Channel.LETTER
        and posted_in_time
        and arrived < consultation.closes_at + POST_GRACE
    ):
        return Timeliness.ON_TIME_BY_POST
    return Timeliness.LATE


def explain(contribution: Contribution) -> str:
    """What the judgement of this contribution rests on, for the sender and the file."""
    day = {"day": date_format(contribution.consultation.closes_on, "j F Y")}
    match Timeliness(contribution.timeliness):
        case Timeliness.ON_TIME:
            return _("It came in before the end of the term, %(day)s.") % day
        case Timeliness.ON_TIME_BY_POST:
            return (
                _(
                    "It was posted before the end of the term, %(day)s, and came within one week "
                    "after it (Awb 6:9)."
                )
                % day
            )
        case Timeliness.ON_TIME_FORWARDED:
            return (
                _(
                    "It came in at another body before the end of the term, %(day)s. That body "
                    "sent it on to us (Awb 6:15)."
                )
                % day
            )
        case Timeliness.EARLY:
            return _("It came in before the term began. It counts all the same (Awb 6:10).")
        case Timeliness.LATE:
            return _why_late(contribution) % day


def _why_late(found: Contribution) -> str:
    """Also what the postmark says, because with a letter that decides (Awb 6:9)."""
    consultation, postmark = found.consultation, found.postmarked_on
    if found.channel != Channel.LETTER:
        return _("It came in after the end of the term, %(day)s.")
    if postmark is not None and postmark <= consultation.closes_on:
        return _(
            "It was posted before the end of the term, %(day)s, but came more than one week after "
            "it (Awb 6:9)."
        )
    if postmark is not None:
        return _(
            "It came in after the end of the term, %(day)s. The postmark is of a day after the "
            "term too (Awb 6:9)."
        )
    if found.received_at < consultation.closes_at + POST_GRACE:
        return _(
            "It came in after the end of the term, %(day)s. No postmark shows that it was posted "
            "before that (Awb 6:9)."
        )
    return _("It came in after the end of the term, %(day)s.")
