"""What an attendee hears of the report: by mail, or in a letter."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.core import mail, organisation, pdf, qr
from participatie.core.templatetags.prose import nl_date
from participatie.intake.meeting.models import Attendee, Meeting
from participatie.intake.post import letterhead


def address_of_report(meeting: Meeting) -> str:
    """Where everybody can read the report."""
    path = reverse("meeting_report:report", args=[meeting.consultation.slug, meeting.pk])
    return f"{settings.BASE_URL}{path}"


def tell(attendee: Attendee) -> None:
    """Mail this attendee that the report is there. Raises as `mail.send`."""
    meeting = attendee.meeting
    url = address_of_report(meeting)
    message = {
        "salutation": _("Dear %(name)s,") % {"name": attendee.contact.name},
        "blocks": [*_said(meeting), url, _on_paper(meeting), _last()],
    }
    mail.send(
        "message",
        {"message": message},
        to=attendee.contact.email,
        subject=_subject(),
    )


def letters(attendees: Sequence[Attendee]) -> bytes:
    """One PDF with a letter for each, in order. Raises `pdf.PdfError`."""
    return pdf.render(
        "letters/letter.typ",
        {"letters": [_letter(attendee) for attendee in attendees]},
        title=_subject(),
    )


def _letter(attendee: Attendee) -> dict[str, Any]:
    meeting, url = attendee.meeting, address_of_report(attendee.meeting)
    code = {
        "type": "qr",
        "svg": qr.image(url),
        "alt": _("QR code that opens the report"),
        "url": url,
    }
    return letterhead.letter(
        attendee.contact.address_lines,
        reference=meeting.consultation.prefix,
        subject=_subject(),
        salutation=_("Dear %(name)s,") % {"name": attendee.contact.name},
        body=[*_said(meeting), code, _last()],
        enclosures=[_("The report of the meeting")],
    )


def _subject() -> str:
    return _("The report of the meeting is ready")


def _said(meeting: Meeting) -> list[str]:
    named = {
        "name": meeting.name,
        "day": nl_date(meeting.held_on),
        "title": meeting.consultation.title,
    }
    return [
        _("You were at “%(name)s” on %(day)s. It was about “%(title)s”.") % named,
        _("You asked us to tell you when the report is ready. You can read it here:"),
    ]


def _on_paper(meeting: Meeting) -> str:
    ours = organisation.details()
    return _("No internet? Call %(phone)s: we send the report on paper.") % {
        "phone": meeting.consultation.contact.get("phone") or ours.phone
    }


def _last() -> str:
    return _("This is the only message that you get about it. In four weeks we erase your details.")
