"""Every public page, found by following the links: whole, valid, and free of cookies and others."""

import re
from urllib.parse import urlsplit

import pytest
from lxml import html

from tests import builders, public_province

pytestmark = pytest.mark.django_db
WITH_COOKIE = ("/volg/", "/reageren/", "/verder/", "/bel-mij-terug/", "/intrekken/")
"""Pages that are a form and nothing else; it is sent with a token that a cookie must match."""


@pytest.fixture
def found():
    """All public pages of a small province, one of each kind."""
    public_province.build()
    given = builders.contribution(builders.Consultation.objects.get(slug="dorpsweg"))
    return public_province.crawl(f"/volg/{given.follow_code}/")


def test_every_public_page_is_whole(found, html_errors):
    """In one test, because the province is what takes the time."""
    shown = [page for page in found if page.is_html]
    trees = {page.url: html.fromstring(page.body) for page in shown}

    assert len(shown) > 40
    assert [page.url for page in found if page.status != 200] == [
        "/een-pagina-die-er-niet-is/",
        "/en/een-pagina-die-er-niet-is/",
    ]
    assert with_a_cookie_too_many(found) == []
    assert [url for url, tree in trees.items() if len(tree.findall(".//h1")) != 1] == []
    assert [page.url for page in shown if not tells_its_language(page, trees[page.url])] == []
    assert [url for url, tree in trees.items() if not leads_to_a_human(tree)] == []
    assert [(url, each) for url, tree in trees.items() for each in from_elsewhere(tree)] == []
    assert [(url, each) for url, tree in trees.items() for each in too_many_parts(tree)] == []
    assert html_errors({page.url: page.body for page in shown}) == []


def with_a_cookie_too_many(found):
    """Pages that set a cookie and are not there to send something."""
    return [page.url for page in found if page.sets_cookie and not page.url.endswith(WITH_COOKIE)]


def tells_its_language(page, tree):
    """Whether the page says that it is in the language of its address."""
    return tree.get("lang") == ("en" if page.in_english else "nl")


def leads_to_a_human(tree):
    """Whether a telephone number is on the page itself, to call with one touch."""
    return bool(tree.xpath("//a[starts-with(@href, 'tel:')]"))


def from_elsewhere(tree):
    """What the page would load from another site."""
    for element in tree.iter("script", "img", "link", "iframe", "source", "video", "audio"):
        rel = element.get("rel") or ""
        if element.tag == "link" and not re.search("stylesheet|icon|preload|manifest", rel):
            continue
        for name in ("src", "href", "srcset"):
            address = element.get(name) or ""
            if urlsplit(address).netloc:
                yield address


def too_many_parts(tree):
    """A second stylesheet or script."""
    yield from [sheet.get("href") for sheet in tree.xpath("//link[@rel='stylesheet']")][1:]
    yield from [script.get("src") for script in tree.xpath("//script")][1:]
