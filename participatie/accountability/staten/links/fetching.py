"""Looking what is at an address, without being led anywhere else.

Only https, only to allowed hosts, and never to an address within our own network: the name is
looked up once, and that very address is the one we connect to.
"""

import hashlib
import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
import requests
from django.conf import settings
from django.utils.translation import gettext as _
from lxml.etree import LxmlError
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from participatie.accountability.staten.links.addresses import is_allowed
from participatie.accountability.staten.links.models import LinkState

PORT = 443
TIMEOUT = (5, 10)
"""Seconds: to connect, and between two pieces of the answer."""
PATIENCE = 60
"""Seconds for the whole."""
TRUSTED: bool | str = True
"""Whose certificates are believed: the usual ones, or a file of them."""
REDIRECTS = 5
MOST = 30 * 1024 * 1024
"""Bytes that are read."""
MOST_OF_PAGE = 5 * 1024 * 1024
"""Bytes of a web page whose words are taken."""
GONE = (404, 410)


@dataclass(frozen=True)
class Found:
    """What is at an address."""

    state: LinkState
    sha256: str = ""
    size: int | None = None
    note: str = ""


class _Unreachable(Exception):
    """Why we could not or would not go there, for the griffie."""


class _Pinned(HTTPAdapter):
    """Connects to this IP address, and wants the certificate of the host it was looked up for."""

    def __init__(self, host: str, address: str) -> None:
        self._host, self._address = host, address
        super().__init__()

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        where, how = super().build_connection_pool_key_attributes(request, verify, cert)
        names = {"server_hostname": self._host, "assert_hostname": self._host}
        return {**where, "host": self._address, "port": PORT}, {**how, **names}


def look(url: str) -> Found:
    """Go to an address, and say what is there."""
    until = time.monotonic() + PATIENCE
    try:
        for _attempt in range(REDIRECTS + 1):
            with _answer(url) as answer:
                if answer.is_redirect:
                    url = urljoin(url, answer.headers["Location"])
                    continue
                return _found(answer, until)
    except _Unreachable as why:
        return Found(LinkState.UNREACHABLE, note=str(why))
    except requests.exceptions.SSLError:
        return Found(LinkState.UNREACHABLE, note=_("Its certificate is not right."))
    except requests.RequestException:
        return Found(LinkState.UNREACHABLE, note=_("There was no answer."))
    return Found(LinkState.UNREACHABLE, note=_("It sends on too many times."))


@contextmanager
def _answer(url: str) -> Iterator[requests.Response]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or parts.port not in (None, 443) or not is_allowed(host):
        raise _Unreachable(_("It sends on to a website that we do not link to."))
    with requests.Session() as session:
        # No proxy and no password of this machine goes along.
        session.trust_env = False
        session.mount("https://", _Pinned(host, _public_address(host)))
        headers = {
            "Host": host,
            "User-Agent": f"Participatie ({settings.BASE_URL})",
            "Accept-Encoding": "identity",
        }
        with session.get(
            url,
            headers=headers,
            timeout=TIMEOUT,
            allow_redirects=False,
            stream=True,
            verify=TRUSTED,
        ) as response:
            yield response


def _public_address(host: str) -> str:
    try:
        found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    except OSError:
        raise _Unreachable(_("There is no website with this name.")) from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise _Unreachable(_("It leads into a network that is not public."))
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    ip = ipaddress.ip_address(address)
    inner = getattr(ip, "ipv4_mapped", None)
    return is_public(str(inner)) if inner else ip.is_global and not ip.is_multicast


def _found(answer: requests.Response, until: float) -> Found:
    if answer.status_code in GONE:
        return Found(LinkState.GONE, note=f"HTTP {answer.status_code}")
    if answer.status_code != 200:
        raise _Unreachable(f"HTTP {answer.status_code}")
    is_page = "html" in answer.headers.get("Content-Type", "").lower()
    digest, size, beginning = hashlib.sha256(), 0, bytearray()
    for piece in _pieces(answer):
        size += len(piece)
        if size > MOST:
            return Found(LinkState.WORKS, size=size, note=_("Too large to take a hash of."))
        if time.monotonic() > until:
            raise _Unreachable(_("The answer took too long."))
        digest.update(piece)
        if is_page and size <= MOST_OF_PAGE:
            beginning += piece
    if is_page and size <= MOST_OF_PAGE:
        digest = hashlib.sha256(words(bytes(beginning)).encode())
    return Found(LinkState.WORKS, sha256=digest.hexdigest(), size=size)


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    pieces: Iterator[bytes] = answer.raw.stream(65536, decode_content=False)
    try:
        yield from pieces
    except HTTPError:
        raise _Unreachable(_("The answer broke off.")) from None


def words(page: bytes) -> str:
    """The words of a web page: what differs at each visit without being read is not in it."""
    try:
        tree = lxml.html.document_fromstring(page)
    except (LxmlError, ValueError):
        return page.decode(errors="replace")
    for hidden in tree.xpath("//script | //style | //noscript | //template | //comment()"):
        hidden.drop_tree()
    inner = (tree.xpath("//main") or tree.xpath("//body") or [tree])[0]
    return " ".join(str(inner.text_content()).split())
