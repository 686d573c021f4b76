"""Every public page of the demo province in both languages: what it says is in the language that
it says it is in.
"""

import re
from collections import Counter, deque
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from participatie.demo import build
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import Channel, Status
from tests.demo.languages import Catalogue, foreign

pytestmark = pytest.mark.django_db

OF_A_KIND = 3
"""How many pages that only differ in what they are about."""
ELSEWHERE = ("/static/", "/media/", "/account/", "/documenten/", "/cms/", "/huisstijl/")
FORM = "een-jaar-nieuw-busnet"
FILLED = {
    "question-gebruik": "Zelden",
    "question-lijnen": ["Lijn 14", "Harstflex"],
    "question-oordeel": "4",
    "question-beter": "More buses at night.",
    "name": "Pat Jones",
    "reply_by": "collect",
}


def kind_of(address):
    place = urlsplit(address)
    path = re.sub(r"(inspraak|nieuws)/[^/]+", r"\1/*", place.path)
    return re.sub(r"\d+", "#", path), *sorted(parse_qs(place.query))


def crawl(client, start):
    """Each page that can be reached from these within the same language: (address, html)."""
    todo, seen, kinds = deque(start), set(start), Counter()
    language = translation.get_language_from_path(start[0]) or "nl"
    while todo:
        address = todo.popleft()
        answer = client.get(address, follow=True)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        # Where a redirect led to: its links may be relative.
        address = answer.request["PATH_INFO"]
        page = answer.content.decode()
        assert answer.status_code in {200, 404}, address
        yield address, page
        for link in re.findall(r'href="([^"#]+)', page):
            target = urljoin(address, link.replace("&amp;", "&"))
            if target in seen or not target.startswith("/") or target.startswith(ELSEWHERE):
                continue
            if PurePosixPath(urlsplit(target).path).suffix:
                # A file to save, no page.
                continue
            if (translation.get_language_from_path(target) or "nl") != language:
                continue
            seen.add(target)
            kinds[kind_of(target)] += 1
            if kinds[kind_of(target)] <= OF_A_KIND:
                todo.append(target)


def pages_of_one_sender(client, language):
    """What somebody sees who fills in the form with a mistake, mends it, sends it and looks."""
    with translation.override(language):
        form = reverse("web:form", args=[FORM])
    pages = [client.get(form)]
    for _step in range(8):
        address = pages[-1].request["PATH_INFO"]
        if address.endswith(("controleren/", "ontvangen/")):
            break
        pages.append(client.post(address, {}, follow=True))
        pages.append(client.post(pages[-1].request["PATH_INFO"], FILLED, follow=True))
    pages.append(client.post(pages[-1].request["PATH_INFO"], follow=True))
    return [(page.request["PATH_INFO"], page.content.decode()) for page in pages]


def wrong_words(language, other):
    catalogue = Catalogue(other)
    client = Client(headers={"accept-language": "xx"})
    codes = [
        contribution.follow_code
        for status in Status
        for contribution in Contribution.objects.filter(status=status, channel=Channel.WEB)[:1]
    ]
    with translation.override(language):
        start = [reverse("wagtail_serve", args=[""]), reverse("tracking:enter")]
        start += [reverse("tracking:follow", args=[code]) for code in codes]
        start += [reverse("wagtail_serve", args=["bestaat-niet/"])]
    pages = [*crawl(client, start), *pages_of_one_sender(client, language)]
    assert len(pages) > 50
    given = Contribution.objects.order_by("pk").last()
    assert (given.language, given.given["gebruik"]) == (language, "Zelden")
    return [
        f"{address}: {words}"
        for address, page in pages
        for words in foreign(page, language, catalogue)
    ]


def test_every_public_page_is_in_one_language_or_says_what_is_not():
    build.build()
    assert wrong_words("en", other="nl") == []
    assert wrong_words("nl", other="en") == []
