"""What a resident really gets over the line, page by page, served as in production."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from channels.routing import ProtocolTypeRouter
from django.contrib.staticfiles.finders import get_finders
from django.core.asgi import get_asgi_application
from django.core.management import call_command

from tests import builders, public_province
from tests.fixtures.browser import serving

MOST = 30_000
"""Bytes of a page with everything it needs, headers included, pictures of editors not."""
MOST_SCRIPT = 5_000


@pytest.fixture
def as_served(site: str, settings: Any, tmp_path: Any) -> Iterator[str]:
    """The site with its static files named by content and compressed beforehand."""
    from participatie.asgi import application

    settings.STATIC_ROOT = tmp_path / "static"
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    theirs = {
        path.split("/")[0]
        for finder in get_finders()
        for path, storage in finder.list([])
        if not storage.location.startswith(str(settings.BASE_DIR / "participatie"))
    }
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=sorted(theirs))
    sockets = application.application_mapping["websocket"]
    with serving(
        ProtocolTypeRouter({"http": get_asgi_application(), "websocket": sockets})
    ) as address:
        settings.BASE_URL = address
        settings.CSRF_TRUSTED_ORIGINS = [address]
        yield address


def test_every_public_page_is_light_and_needs_no_script(
    as_served, new_page, plain_page, show_table
) -> None:
    """In one test: the province takes long to make."""
    public_province.build()
    given = builders.contribution(builders.Consultation.objects.get(slug="dorpsweg"))
    pages = [page for page in public_province.crawl(f"/volg/{given.follow_code}/") if page.is_html]
    browser = new_page()
    # Everybody comes for the first time.
    wire = browser.context.new_cdp_session(browser)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    requests: list[Any] = []

    def note(request: Any) -> None:
        requests.append(request)

    browser.on("requestfinished", note)
    rows, wrong = [], []
    for page in pages:
        requests.clear()
        browser.goto(as_served + page.url, wait_until="load")
        sizes: Counter[str] = Counter()
        counts = Counter(request.resource_type for request in requests)
        for request in requests:
            if not request.url.startswith(as_served) and not request.url.startswith("data:"):
                wrong.append(f"{page.url} asks {request.url}")
            size = request.sizes()
            if "/media/" not in request.url:
                sizes[request.resource_type] += (
                    size["responseBodySize"] + size["responseHeadersSize"]
                )
        whole = sizes.total()
        rest = whole - sizes["document"] - sizes["stylesheet"] - sizes["script"]
        rows.append(
            (page.url, sizes["document"], sizes["stylesheet"], sizes["script"], rest, whole)
        )
        if whole > MOST:
            wrong.append(f"{page.url} is {whole} bytes")
        if counts["stylesheet"] > 1 or counts["script"] > 1:
            wrong.append(f"{page.url} has {dict(counts)}")
        if sizes["script"] > MOST_SCRIPT:
            wrong.append(f"{page.url} has a script of {sizes['script']} bytes")
        if not page.in_english:
            plain_page.goto(as_served + page.url)
            if not (plain_page.locator("h1").is_visible() and says_something(plain_page)):
                wrong.append(f"{page.url} shows nothing without scripts")
    rows.sort(key=lambda row: -row[-1])
    heads = ("bytes transferred", "page", "style", "script", "rest", "in all")
    show_table("Weight of the public pages", [heads, *rows])
    assert wrong == []


def says_something(page: Any) -> bool:
    """Whether there is text to read on the page."""
    return bool(page.locator("main").inner_text().strip())
