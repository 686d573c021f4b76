"""Addresses of papers: which ones we may go to, and what can be read in them."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from participatie.accountability.staten.links.models import EXAMPLES, PaperKind, Supplier
from participatie.pipeline.refusals import Refused

LONGEST = 500
_DOMAINS = {"notubiz": Supplier.NOTUBIZ, "bestuurlijkeinformatie": Supplier.IBABS}
_GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_PATHS = {
    # https://{org}.notubiz.nl/vergadering/{id}, https://api.notubiz.nl/events/meetings/{id}
    Supplier.NOTUBIZ: [
        re.compile(r"/(?:vergadering|events/meetings)/(?P<meeting>\d+)(?:/(?P<agenda_item>\d+))?"),
        re.compile(r"/document/(?P<document>\d+)"),
    ],
    # https://{site}.bestuurlijkeinformatie.nl/Agenda/Index/{guid}
    # …/Agenda/Document/{agenda}?documentId={guid}&agendaItemId={guid}
    Supplier.IBABS: [
        re.compile(rf"/Agenda/(?:Index|Document)/(?P<meeting>{_GUID})", re.IGNORECASE)
    ],
}


@dataclass(frozen=True)
class Paper:
    """A paper of the council as somebody describes it."""

    url: str
    label: str
    supplier: Supplier
    kind: PaperKind
    dated_on: date
    meeting_id: str = ""
    agenda_item_id: str = ""
    document_id: str = ""


@dataclass(frozen=True)
class Recognised:
    """What an address tells by itself."""

    supplier: Supplier
    meeting_id: str = ""
    agenda_item_id: str = ""
    document_id: str = ""


def recognised(url: str) -> Recognised:
    """Supplier and numbers in the forms that Notubiz and iBabs give their addresses."""
    parts = urlsplit(url)
    supplier = supplier_of(parts.hostname or "")
    found: dict[str, str] = {}
    for pattern in _PATHS.get(supplier, []):
        if match := pattern.match(parts.path):
            found |= {name: value for name, value in match.groupdict().items() if value}
    if supplier is Supplier.IBABS:
        asked = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
        for name, key in (("document", "documentid"), ("agenda_item", "agendaitemid")):
            if re.fullmatch(_GUID, asked.get(key, "")):
                found[name] = asked[key]
    return Recognised(supplier, **{f"{name}_id": value for name, value in found.items()})


def supplier_of(host: str) -> Supplier:
    """Whose system a host is."""
    return next(
        (supplier for name, supplier in _DOMAINS.items() if name in host.lower().split(".")),
        Supplier.OTHER,
    )


def is_allowed(host: str) -> bool:
    """Whether links may lead to this host: one of the setting, or below one of them."""
    host = host.lower().rstrip(".")
    if settings.DEMO and host.endswith(EXAMPLES):
        return True
    return any(host == one or host.endswith(f".{one}") for one in settings.COUNCIL_LINK_HOSTS)


def checked(url: str) -> str:
    """The address as it is kept, without what points within the page. Raises `Refused`."""
    url = url.strip()
    parts = _split(url)
    if parts is None or parts.scheme != "https" or not parts.hostname:
        raise Refused(_("Give the whole address of the paper. It begins with https://"))
    if len(url) > LONGEST:
        raise Refused(_("That address is too long."))
    if parts.username is not None or parts.password is not None or parts.port not in (None, 443):
        raise Refused(_("An address with a name, a password or a port in it cannot be used."))
    if not is_allowed(parts.hostname):
        raise Refused(
            _(
                "%(host)s is not a website that we link to. Allowed: %(allowed)s. Should it be "
                "there too? Ask the administrator."
            )
            % {"host": parts.hostname, "allowed": ", ".join(settings.COUNCIL_LINK_HOSTS)}
        )
    return parts._replace(fragment="").geturl()


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        # Only who asks is told that a port is no number.
        is_usable = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if is_usable else None
