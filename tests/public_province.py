"""A small province with something on every public page, and the way through all of them.

The pages are found by following the links from the home page, as a visitor would, so that a new
page that something leads to is checked from its first day.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation
from lxml import html

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.ledger.sequencing import sequence
from participatie.pipeline.acts import answers, decisions, public_texts
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel, Outcome
from tests import builders
from tests.cms import pages

STARTS = ("/", "/en/", "/een-pagina-die-er-niet-is/")
NO_PAGES = ("static", "media", "documenten", "account")
"""What is served as a file, and the way in for staff."""


def build() -> None:
    """An open consultation with readable contributions, and one that was decided on."""
    today = clock.today()
    opened = pages.published(
        body=[
            ("text", "<h2>Waarom nu?</h2><p>De weg is op.</p><ul><li>druk</li></ul>"),
            (
                "documents",
                {
                    "heading": "Stukken",
                    "documents": [
                        {"title": "Ontwerp", "document": pages.document(), "added_on": today}
                    ],
                    "withheld": [],
                },
            ),
            (
                "questions",
                {
                    "heading": "Vragen",
                    "items": [{"question": "Komt er een fietspad?", "answer": "<p>Ja.</p>"}],
                },
            ),
        ]
    )
    for number, channel in enumerate((Channel.WEB, Channel.LETTER)):
        _readable(opened.consultation, channel, f"Reactie {number}. {builders.TEXT}")
    _decide(
        pages.published(
            title="Bomenplan Harstede",
            slug="bomenplan",
            prefix="BP26",
            opens_on=today - timedelta(days=60),
            closes_on=today - timedelta(days=2),
        ).consultation
    )
    sequence()


def _readable(to: Consultation, channel: Channel, text: str) -> Any:
    given = builders.contribution(to, channel=channel, text=text)
    handler = builders.staff(Role.HANDLER)
    start = text.index("Groeten")
    span = builders.points.Span(start, start + len("Groeten"))
    hidden = [(span, public_texts.HidingReason.OTHER)]
    public_texts.approve_public_text(given, actor=handler, hidden=hidden)
    return given


def _decide(of: Consultation) -> None:
    with clock.at(of.opens_at + timedelta(days=1)):
        given = _readable(of, Channel.WEB, builders.TEXT)
        builders.contribution(of, channel=Channel.PHONE)
    with builders.after_the_term(of):
        for each in of.contributions.all():
            builders.contributions.admit(each, actor=builders.staff(Role.HANDLER))
        given.refresh_from_db()
        said = builders.point(given)
        other = builders.point(given, "Het fietspad mag breder.")
        rest = builders.point(of.contributions.exclude(pk=given.pk).get())
        adopted = builders.approved_answer(said, rest, outcome=Outcome.ADOPTED)
        builders.approved_answer(other)
        draft = builders.decision(of)
        builders.change(draft, adopted)
        answers.publish_answers(of, actor=builders.staff(Role.APPROVER))
        decisions.adopt_decision(
            draft,
            actor=builders.staff(Role.APPROVER),
            adopted_by="Provinciale Staten",
            adopted_on=clock.today(),
        )


@dataclass(frozen=True)
class PublicPage:
    """One address as a fresh visitor gets it. `kind` is the same for pages of one make."""

    url: str
    kind: tuple[str, ...]
    status: int
    content_type: str
    body: bytes
    sets_cookie: bool
    linked_from: str = ""

    @property
    def is_html(self) -> bool:
        """Whether people read it."""
        return self.content_type.startswith("text/html")

    @property
    def has_form(self) -> bool:
        """Whether something can be sent from it, which needs a cookie."""
        return b'method="post"' in self.body

    @property
    def in_english(self) -> bool:
        """Whether it is the English version."""
        return self.url.startswith("/en/")


@dataclass
class _Walk:
    seen: dict[str, str] = field(default_factory=dict)
    todo: deque[str] = field(default_factory=deque)
    kinds: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, url: str, linked_from: str) -> None:
        if url not in self.seen:
            self.seen[url] = linked_from
            self.todo.append(url)


def crawl(*also: str) -> list[PublicPage]:
    """Every public address, one of each kind, in the order in which a visitor comes upon them.

    `also` are addresses that nothing leads to, such as that behind a follow code.
    """
    walk = _Walk()
    for start in (*STARTS, *also):
        walk.add(start, "")
    found = []
    while walk.todo:
        url = walk.todo.popleft()
        kind = _kind(url)
        if kind in walk.kinds:
            continue
        page = _get(url, kind, walk.seen[url])
        if page.status == 302:
            continue
        if page.kind in walk.kinds:
            continue
        walk.kinds |= {kind, page.kind}
        found.append(page)
        if page.is_html:
            for link in _links(page):
                walk.add(link, page.url)
    return found


def _get(url: str, kind: tuple[str, ...], linked_from: str) -> PublicPage:
    response = Client().get(url)
    shown = (getattr(response, "context", None) or {}).get("page")
    if kind[0] == "wagtail_serve" and response.status_code == 200:
        # The pages of editors have one view for all their kinds.
        kind = (type(shown).__name__, *kind[1:])
    body = b"".join(response) if response.streaming else response.content
    return PublicPage(
        url=url,
        kind=kind,
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        body=body,
        sets_cookie=bool(response.cookies),
        linked_from=linked_from,
    )


def _kind(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    language = "en" if parts.path.startswith("/en/") else "nl"
    query = "&".join(sorted(parse_qs(parts.query)))
    path = parts.path.removeprefix("/en") if language == "en" else parts.path
    try:
        with translation.override("nl"):
            match = resolve(path)
    except Resolver404:
        return ("not found", language, path)
    if match.view_name == "wagtail_serve":
        return ("wagtail_serve", language, query, path)
    return (match.view_name, language, query)


def _links(page: PublicPage) -> list[str]:
    tree = html.fromstring(page.body)
    found = []
    for element in tree.iter("a", "link", "area"):
        if element.tag == "link" and element.get("rel") not in ("alternate", "next", "prev"):
            continue
        target, _fragment = urldefrag(urljoin(page.url, element.get("href", "")))
        parts = urlsplit(target)
        if parts.netloc or parts.scheme or parts.path.split("/")[1] in NO_PAGES:
            continue
        found.append(target)
    return found
