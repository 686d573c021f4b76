"""What a poster and a summary tell about a consultation: the editor's words with the facts."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.models import ConsultationPage
from cms.shown import WAYS
from participatie.core import clock, organisation, qr
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel

# Wagtail writes rich text itself, well-formed and with these tags.
_POINT = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
LEAD_ON_POSTER, POINTS_ON_POSTER = 45, 4


def page_of(consultation: Consultation) -> ConsultationPage | None:
    """The live page, in the language that is asked for where there is one."""
    pages = ConsultationPage.objects.live().filter(slug=consultation.slug)
    by_language = {page.locale.language_code: page for page in pages.select_related("locale")}
    return by_language.get(get_language() or "") or by_language.get(settings.LANGUAGE_CODE)


def items(rich_text: str) -> list[str]:
    """The points of a list that an editor wrote, or else its paragraphs, as plain text."""
    found = _POINT.findall(rich_text) or _PARAGRAPH.findall(rich_text) or [rich_text]
    texts = (" ".join(unescape(strip_tags(piece)).split()) for piece in found)
    return [text for text in texts if text]


def summary(consultation: Consultation, page: ConsultationPage) -> dict[str, Any]:
    """For `templates/cms/print/summary.typ`."""
    url = _address(consultation)
    return _shared(consultation, page, url) | {
        "lead": page.lead,
        "can_change": items(page.can_change),
        "is_fixed": items(page.is_fixed),
        "ways": _ways(consultation, url),
        "decides": [[_("Who decides"), page.responsible], *_decision(consultation)],
        "labels": {
            "can_change": _("What can still change"),
            "is_fixed": _("What is fixed already"),
            "ways": _("How you can respond"),
            "equal": _("You choose. Every way counts the same."),
            "after": _("What happens with it"),
        },
        "after": [
            _("You get a number and a follow code. With the code you see how it goes."),
            _("Somebody reads all of it. You get an answer to each point, with the reason."),
        ],
    }


def poster(consultation: Consultation, page: ConsultationPage, paper: str) -> dict[str, Any]:
    """For `templates/cms/print/poster.typ`; `paper` is a3 or a4."""
    url = _address(consultation)
    ours, contact = organisation.details(), consultation.contact
    number = contact.get("phone") or ours.phone
    return _shared(consultation, page, url) | {
        "paper": paper,
        "lead": Truncator(page.lead).words(LEAD_ON_POSTER),
        "can_change": items(page.can_change)[:POINTS_ON_POSTER],
        "labels": {
            "call": _("Have your say"),
            "can_change": _("What can still change"),
            "scan": _("Scan the code, or go to"),
            "not_online": _("Rather not online?"),
        },
        "not_online": [
            text
            for text in (
                _("Call %(number)s.") % {"number": number} if number else "",
                _("Ask here for the form on paper."),
                _("Or let us call you back."),
            )
            if text
        ],
    }


def _shared(consultation: Consultation, page: ConsultationPage, url: str) -> dict[str, Any]:
    last = consultation.closes_on
    if consultation.opens_on > clock.today():
        until = _("You can respond from %(first)s up to and including %(last)s.") % {
            "first": nl_date(consultation.opens_on),
            "last": nl_date(last, "weekday"),
        }
    else:
        until = _("You can respond up to and including %(last)s.") % {
            "last": nl_date(last, "weekday")
        }
    return {
        "content_lang": page.locale.language_code,
        "organisation": organisation.details().name,
        "title": page.title,
        "until": until,
        "url": url,
        "shown_url": url.split("://", 1)[-1].rstrip("/"),
        "svg": qr.image(url),
        "alt": _("QR code with the address of this consultation"),
    }


def _address(consultation: Consultation) -> str:
    return settings.BASE_URL + addresses.consultation(consultation.slug)


def _ways(consultation: Consultation, url: str) -> Sequence[list[str]]:
    ours = organisation.details()
    known = {Channel.LETTER: ours.postal_address, Channel.DESK: ours.visiting_address}
    rows = []
    for channel, heading in WAYS.items():
        where = consultation.doors.get(channel) or known.get(channel, "")
        if channel is Channel.WEB:
            where = url if channel in consultation.doors else ""
        if where:
            rows.append([str(heading), where.replace("\n", ", ")])
    paper = _("At the desk, in many libraries, or from us by post: call us.")
    help_page = settings.BASE_URL.split("://", 1)[-1] + reverse("help")
    rows += [[_("Form on paper"), paper], [_("Help near you"), help_page]]
    return rows


def _decision(consultation: Consultation) -> list[list[str]]:
    day = consultation.decision_expected_on
    return [[_("Decision expected"), nl_date(day)]] if day else []
