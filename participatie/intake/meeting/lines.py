"""Meetings, speakers and unfinished entries as lines of a list of work."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.templatetags.prose import nl_date
from participatie.intake.meeting.models import Agreement, Meeting, Speaker, SpeakerEntry

SHOWN_AS = {
    Agreement.AGREED: "approved",
    Agreement.ASKED: "waiting",
    Agreement.NOT_ASKED: "",
    Agreement.DISAGREED: "returned",
}
"""As which state of the component `status.html` each shows its tone."""


def meetings(rows: Iterable[Meeting]) -> list[dict[str, Any]]:
    """For the component `queue.html`; the rows have `speaker_count`."""
    return [_meeting(row) for row in rows]


def _meeting(meeting: Any) -> dict[str, Any]:
    count = meeting.speaker_count
    said = ngettext("%(count)d speaker", "%(count)d speakers", count) % {"count": count}
    ahead = meeting.held_on > clock.today()
    state = _("still to be held") if ahead else _("being written out")
    return {
        "url": reverse("meeting_notes:meeting", args=[meeting.pk]),
        "reference": meeting.consultation.prefix,
        "title": meeting.name,
        "text": meeting.consultation.title,
        "meta": ", ".join([nl_date(meeting.held_on), meeting.place, said]),
        "status": "neutral" if ahead else "waiting",
        "status_label": state,
    } | (
        {"status": "published", "status_label": _("report is public")}
        if meeting.report_ready_at
        else {}
    )


def speakers(rows: Iterable[Speaker]) -> list[dict[str, Any]]:
    """For the component `queue.html`: who it was stays with the contribution, here are no names."""
    return [
        {
            "url": reverse("meeting_notes:turn", args=[speaker.meeting_id, speaker.order]),
            "reference": speaker.contribution.reference,
            "title": _("Speaker %(number)d") % {"number": speaker.order},
            "text": speaker.contribution.words[:200],
            "meta": _("slip made") if speaker.slip_made_at else _("no slip made yet"),
            "status": SHOWN_AS[Agreement(speaker.agreement)],
            "status_label": speaker.get_agreement_display(),
        }
        for speaker in rows
    ]


def unfinished(rows: Iterable[SpeakerEntry], clerk: User) -> list[dict[str, Any]]:
    """For the component `queue.html`; of a colleague's only who is busy with it."""
    return [_unfinished(entry, clerk) for entry in rows]


def _unfinished(entry: SpeakerEntry, clerk: User) -> dict[str, Any]:
    mine = entry.clerk_id == clerk.pk
    moment = localtime(entry.saved_at)
    at = time_format(moment, "H.i")
    if clock.day_of(entry.saved_at) != clock.today():
        at = f"{moment:%d-%m} {at}"
    who = _("You") if mine else entry.clerk.name
    return {
        "url": reverse("meeting_notes:entry", args=[entry.meeting_id, entry.pk]),
        "reference": _("Not saved"),
        "title": _("%(name)s was typing") % {"name": who},
        "text": entry.typed.get("text", "")[:200] if mine else "",
        "meta": _("last kept %(moment)s") % {"moment": at},
    }
