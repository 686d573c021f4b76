"""The ways to follow and to share, without anybody in between who keeps track."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.core import organisation
from participatie.news import wording
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation


@dataclass(frozen=True)
class Ways:
    """Where news and calendar can be fetched; addresses on this site in the language of now."""

    news: str
    atom: str
    json: str
    ics: str


def ways(consultation: Consultation | None) -> Ways:
    """The ways to follow one consultation, or all."""
    if consultation is None:
        return Ways(*(reverse(f"news:{name}") for name in ("all", "atom", "json", "ics")))
    names = ("of", "atom_of", "json_of", "ics_of")
    return Ways(*(reverse(f"news:{name}_consultation", args=[consultation.slug]) for name in names))


def title_of(consultation: Consultation | None) -> str:
    """What a feed calls itself."""
    if consultation is None:
        name = organisation.details().name
        return _("News about consultations of %(organisation)s") % {"organisation": name}
    return _("News about “%(title)s”") % {"title": consultation.title}


def calendar_name(consultation: Consultation | None) -> str:
    """What the calendar calls itself in somebody's program."""
    if consultation is None:
        name = organisation.details().name
        return _("Consultations of %(organisation)s") % {"organisation": name}
    return _("Consultation: %(title)s") % {"title": consultation.title}


@dataclass(frozen=True)
class Sharing:
    """A page to share: its address, and links that carry it. None is opened until clicked."""

    address: str
    mail: str
    whatsapp: str
    mastodon: str = ""


def sharing(consultation: Consultation | None, server: str = "") -> Sharing:
    """How the page of a consultation (or the home page) is passed on; `server` is a Mastodon."""
    if consultation is None:
        title = organisation.details().name
        address = wording.absolute(addresses.page())
    else:
        title = consultation.title
        address = wording.absolute(addresses.consultation(consultation.slug))
    text = f"{title}\n{address}"
    mail = urlencode({"subject": title, "body": text}, quote_via=quote)
    return Sharing(
        address=address,
        mail=f"mailto:?{mail}",
        whatsapp=f"https://wa.me/?{urlencode({'text': text})}",
        mastodon=f"https://{server}/share?{urlencode({'text': text})}" if server else "",
    )
