"""Walking through pages as a reader does: following every link, also to its place on the page."""

from collections import deque
from datetime import timedelta
from urllib.parse import urldefrag, urljoin

from django.utils.html import escape
from lxml import html

from participatie.core import clock, terms
from participatie.pipeline.models import Consultation


def later(consultation: Consultation):
    """A block of time long after the term, for `with`."""
    return clock.at(terms.noon_of(consultation.closes_on + timedelta(days=60)))


def walk(client, start: str, within: tuple[str, ...]) -> dict[str, str]:
    """{address: text} of every page under `within` that links lead to, from `start` on.

    Fails when a link leads nowhere, or to a place that the page does not have.
    """
    pages: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    waiting = deque([(start, "")])
    while waiting:
        target, found_on = waiting.popleft()
        address, fragment = urldefrag(target)
        if address not in pages:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, f"{address}, linked on {found_on}"
            landed = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            if "html" not in answer["Content-Type"]:
                pages[address], places[address] = "", set()
                continue
            text = answer.content.decode()
            tree = html.fromstring(text)
            ids = tree.xpath("//@id")
            assert len(ids) == len(set(ids)), f"double ids on {address}"
            pages[address], places[address] = text, set(ids)
            if place := urldefrag(landed).fragment:
                assert place in ids, f"{landed}, linked on {found_on}"
            for href in tree.xpath("//main//a/@href | //nav//a/@href"):
                absolute = urljoin(landed, href)
                if absolute.startswith(within):
                    waiting.append((absolute, address))
        if fragment and pages[address]:
            assert fragment in places[address], f"{target}, linked on {found_on}"
    return pages


def shows(page: str, text: str) -> bool:
    """Whether the page has this text, as HTML writes it."""
    return escape(text) in page
