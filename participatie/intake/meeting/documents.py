"""Papers of a meeting: code slips, forms for consent, the report."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.core import organisation, pdf, qr
from participatie.core.templatetags.prose import nl_date
from participatie.intake.meeting.models import (
    KEPT_AFTER_TOLD,
    KEPT_AT_MOST,
    Agreement,
    Meeting,
    Speaker,
)
from participatie.pipeline.statuses import Status

FORMS_ON_A_SHEET = 2
MOST_FORMS = 200
SAID_OF_IT = {
    Agreement.AGREED: gettext_lazy("The speaker agrees with this text."),
    Agreement.ASKED: gettext_lazy(
        "The speaker was asked whether this is right, and has not said so."
    ),
    Agreement.NOT_ASKED: gettext_lazy("This was not read back to the speaker."),
    Agreement.DISAGREED: gettext_lazy("The speaker does not agree with this text."),
}
"""What the report says under the words of a speaker."""


def slips(meeting: Meeting, speakers: Sequence[Speaker], *, with_words: bool = False) -> bytes:
    """A slip to take home for each of these speakers, three on a sheet with lines to cut along.

    `with_words` gives each a sheet, with under the slip what we wrote down. Raises `pdf.PdfError`.
    """
    ours = organisation.details()
    enter = f"{settings.BASE_URL}{reverse('tracking:enter')}"
    data = {
        "with_words": with_words,
        "organisation": ours.name,
        "meeting": f"{meeting.name}, {nl_date(meeting.held_on)}",
        "title": meeting.consultation.title,
        "slips": [_slip(speaker, with_words) for speaker in speakers],
        "follow": _("Do you want to know what we do with it? Go to %(address)s and type the code.")
        % {"address": enter.split("://", 1)[1].rstrip("/")},
        "call": _("Or call us: %(phone)s. Have the number at hand.")
        % {"phone": _phone_line(meeting)},
        "secret": _("Keep the follow code to yourself: whoever has it can read along."),
        "labels": {
            "heading": _("You spoke at this meeting"),
            "number": _("Number"),
            "code": _("Follow code"),
            "words": _("What we wrote down"),
        },
    }
    return pdf.render("meeting_notes/slips.typ", data, title=_("Code slips: %s") % meeting.name)


def _slip(speaker: Speaker, with_words: bool) -> dict[str, Any]:
    contribution = speaker.contribution
    path = reverse("tracking:follow", args=[contribution.follow_code])
    contact = contribution.sender.contact
    return {
        "turn": _("Speaker %(number)d") % {"number": speaker.order},
        "name": contact.name or contact.organisation,
        "number": contribution.reference,
        "code": contribution.follow_code,
        "svg": qr.image(f"{settings.BASE_URL}{path}"),
        "alt": _("QR code of your own page"),
        "ask": ""
        if speaker.is_agreed
        else _("Look whether we wrote it down well. Is something wrong? Then call us."),
        "words": contribution.words if with_words else "",
    }


def _phone_line(meeting: Meeting) -> str:
    ours, contact = organisation.details(), meeting.consultation.contact
    number, hours = ours.phone, ours.phone_hours
    if contact.get("phone"):
        # The hours of one number are not those of another.
        number, hours = contact["phone"], contact.get("phone_hours", "")
    return f"{number} ({hours})" if hours else number


def attendance_forms(meeting: Meeting, number: int) -> bytes:
    """Empty forms on which visitors consent, each on a form of their own: nobody reads another's
    address (GDPR 6:1 a and 7). Raises `pdf.PdfError`.
    """
    ours = organisation.details()
    data = {
        "count": min(max(number, FORMS_ON_A_SHEET), MOST_FORMS),
        "organisation": ours.name,
        "meeting": f"{meeting.name}, {nl_date(meeting.held_on)}, {meeting.place}",
        "title": meeting.consultation.title,
        "consent": consent(meeting),
        "tick": _("Yes, tell me once when the report is ready."),
        "fields": [_("Name"), _("E-mail address"), _("Or: street, postcode and town")],
        "sign": [_("Date"), _("Signature")],
        "labels": {"heading": _("Do you want to hear of the report?")},
    }
    return pdf.render(
        "meeting_notes/attendance.typ", data, title=_("Consent forms: %s") % meeting.name
    )


def consent(meeting: Meeting) -> list[str]:
    """What somebody consents to, in words that hold on paper."""
    ours = organisation.details()
    return [
        _(
            "You do not have to fill this in. You may be here without giving your name, and you "
            "may speak without it too."
        ),
        _(
            "With this form you give %(organisation)s consent to keep your name and address, "
            "only to tell you once that the report of this meeting is ready."
        )
        % {"organisation": ours.name},
        _(
            "We erase your details %(after)d weeks after that, and at the latest %(most)d weeks "
            "after the meeting. Nobody else gets them, and they do not come in the report."
        )
        % {"after": KEPT_AFTER_TOLD.days // 7, "most": KEPT_AT_MOST.days // 7},
        _("You can take your consent back at any time. Call %(phone)s, or mail %(email)s.")
        % {"phone": _phone_line(meeting), "email": ours.email},
    ]


def report(meeting: Meeting, *, public: bool) -> bytes:
    """The report as a document. Raises `pdf.PdfError`.

    The public one is made once for what now stands in it; the other is kept nowhere. It is in
    the language of the record, as what was said.
    """
    with translation.override(settings.LANGUAGE_CODE):
        data = content(meeting, public=public)
    if not public:
        return pdf.render("meeting_notes/report.typ", data, title=data["heading"])
    state = hashlib.sha256(json.dumps(data, default=str).encode()).hexdigest()
    key = f"meeting-report-{meeting.pk}"
    kept_state, made = caches["documents"].get(key, ("", b""))
    if kept_state != state:
        made = pdf.render("meeting_notes/report.typ", data, title=data["heading"])
        caches["documents"].set(key, (state, made))
    return made


def content(meeting: Meeting, *, public: bool) -> dict[str, Any]:
    """The report in words: what went on, then each speaker under a number.

    For the public only what was approved of each contribution; for who handles it the words as
    they count now. No names, but those that may be published and were.
    """
    present = meeting.attendees.count() + meeting.others_present
    speakers = list(speakers_of(meeting))
    agreed = sum(speaker.is_agreed for speaker in speakers)
    facts = [
        [_("About"), meeting.consultation.title],
        [_("When"), nl_date(meeting.held_on, "weekday")],
        [_("Where"), meeting.place],
        [
            _("Spoke"),
            ngettext(
                "%(count)d speaker, of whom %(agreed)d agreed with the notes",
                "%(count)d speakers, of whom %(agreed)d agreed with the notes",
                len(speakers),
            )
            % {"count": len(speakers), "agreed": agreed},
        ],
    ]
    if present:
        facts.append([_("Present"), str(present)])
    if not public:
        facts.append([_("Notes by"), meeting.notes_by])
    return {
        "heading": _("Report: %(name)s") % {"name": meeting.name},
        "organisation": organisation.details().name,
        "facts": facts,
        "report": meeting.report,
        "speakers": [_said(speaker, public) for speaker in speakers],
        "labels": {
            "general": _("What went on"),
            "speakers": _("What was said"),
            "page": _("Page {page} of {pages}"),
        },
        "closing": _(
            "Each speaker has a number. With it everybody can look up later what was done with "
            "what was said."
        ),
    }


def speakers_of(meeting: Meeting) -> Iterable[Speaker]:
    """The speakers in turn, with what they said and what is public of it."""
    return meeting.speakers.select_related(
        "contribution__consultation", "contribution__submitter", "contribution__represented_by"
    ).prefetch_related("contribution__public_texts")


def _said(speaker: Speaker, public: bool) -> dict[str, str]:
    contribution = speaker.contribution
    name, words, note = "", contribution.words, ""
    approved = contribution.public_text
    if contribution.status == Status.WITHDRAWN:
        words, note = "", _("The speaker took this back.")
    elif public and approved is None:
        words, note = "", _("What was said here is still being read before it is published.")
    elif public and approved is not None:
        words, name = approved.text, approved.name
    return {
        "number": contribution.reference,
        "turn": _("Speaker %(number)d") % {"number": speaker.order},
        "name": name,
        "words": words,
        "note": note,
        "agreement": str(SAID_OF_IT[Agreement(speaker.agreement)]),
    }
