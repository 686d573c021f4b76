"""The house style of each site, as its editors chose it; the CMS tells, every page asks.

Pages ask several times each, so the answer is kept. Who saves a house style calls `forget`; other
processes see it within `KEPT_FOR` seconds.
"""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from time import monotonic

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.templatetags.static import static
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from participatie.core.theming import writing

KEPT_FOR = 10.0
"""Seconds."""
PRODUCT_THEME = "participatie-theme"


@dataclass(frozen=True)
class Logo:
    """A picture of the organisation; `says_name` when its name is in it.

    Width and height are those on a page, in CSS pixels; `file` is its name in the storage.
    """

    url: str
    width: int
    height: int
    says_name: bool = False
    file: str = ""


@dataclass(frozen=True)
class HouseStyle:
    """What one site chose. An empty text means: what the settings of the installation say.

    `theme` is the class on <html>; `tokens` are the CSS rules of that class, checked. `own_theme`
    and `own_tokens` are those of the file that was uploaded, also while visitors do not see it.
    `accent` is the colour of links, on white paper that of headings, as `#0e5257`.
    """

    name: str = ""
    phone: str = ""
    phone_hours: str = ""
    email: str = ""
    visiting_address: str = ""
    postal_address: str = ""
    logo: Logo | None = None
    theme: str = PRODUCT_THEME
    tokens: str = ""
    own_theme: str = ""
    own_tokens: str = ""
    accent: str = ""

    @cached_property
    def version(self) -> str:
        """Text that changes with anything that a page shows of it."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]

    @cached_property
    def stylesheet(self) -> str:
        """Address of the one stylesheet."""
        if not self.tokens:
            return static("core/participatie.css")
        css = writing.combined(self.tokens)
        return reverse("house_style_sheet", args=[writing.digest(css)])


Sites = Mapping[str, HouseStyle]
"""{host name: its house style}; the default site is under the empty name."""

_source: Callable[[], Sites] | None = None
_kept: tuple[float, Sites] = (0.0, {})
_host: ContextVar[str] = ContextVar("house_style_host", default="")


def register(source: Callable[[], Sites]) -> None:
    """Take the house styles from `source`."""
    global _source  # noqa: PLW0603 - set once, when the site starts
    _source = source


def current() -> HouseStyle:
    """The house style of the site that is being visited; otherwise that of the default one."""
    sites = _sites()
    return sites.get(_host.get()) or sites.get("") or HouseStyle()


def forget() -> None:
    """Ask anew: something was saved."""
    keep({}, until=0.0)


def keep(sites: Sites, *, until: float) -> None:
    """Hold on to these until a moment of the monotonic clock."""
    global _kept  # noqa: PLW0603 - one per process, replaced as a whole
    _kept = (until, sites)


def _sites() -> Sites:
    until, sites = _kept
    if _source is None or monotonic() < until:
        return sites
    # An error page must come also when the database does not: with what we knew, or the settings.
    # And it must not wait for the database again with each of its parts.
    with suppress(DatabaseError):
        sites = _source()
    keep(sites, until=monotonic() + KEPT_FOR)
    return sites


class HouseStyleMiddleware(MiddlewareMixin):
    """Remembers which host is being visited."""

    def process_request(self, request: HttpRequest) -> None:
        """Before anything is drawn."""
        _host.set(split_domain_port(request.META.get("HTTP_HOST", ""))[0])
