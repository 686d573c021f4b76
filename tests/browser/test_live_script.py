"""live.js: news brings a new fragment, and never takes away what somebody is doing."""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "participatie" / "core" / "static" / "core" / "live.js"
ADDRESS = "http://live.example/"
PAGE = """<!doctype html><html lang="nl"><title>live</title>
<div id="part" data-live="/news/" data-live-fragment="/part/">{inner}</div>
<script src="/live.js"></script></html>"""


@pytest.fixture
def open_part(browser):
    """Open a page with one live part; gives the page and the server's end of its socket."""
    context = browser.new_context()

    def make(inner, fragment, status=200):
        page = context.new_page()
        sockets = []
        page.route_web_socket("**/news/", lambda socket: sockets.append(socket))  # noqa: PLW0108
        page.route("**/live.js", lambda route: route.fulfill(body=SCRIPT.read_text()))
        page.route("**/part/", lambda route: route.fulfill(body=fragment, status=status))
        page.route(
            ADDRESS,
            lambda route: route.fulfill(body=PAGE.format(inner=inner), content_type="text/html"),
        )
        page.goto(ADDRESS)
        page.wait_for_function("performance.getEntriesByType('resource').length > 0")
        return page, sockets[0]

    yield make
    context.close()


def test_news_brings_the_new_fragment_and_keeps_the_focus(open_part) -> None:
    page, socket = open_part(
        '<a id="link" href="#">oud</a>', '<a id="link" href="#">nieuw</a> 2 reacties'
    )
    page.focus("#link")
    socket.send("changed")
    page.get_by_text("2 reacties").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "nieuw"


def test_a_field_in_use_is_left_alone_until_it_is_left(open_part) -> None:
    page, socket = open_part('<input id="field"><b>oud</b>', "<b>nieuw</b>")
    page.focus("#field")
    page.keyboard.type("halve zin")
    socket.send("changed")
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.input_value("#field") == "halve zin"
    page.evaluate("document.activeElement.blur()")
    page.get_by_text("nieuw").wait_for()


@pytest.mark.parametrize("status", [403, 500])
def test_a_failing_fragment_changes_nothing(open_part, status) -> None:
    page, socket = open_part("<b>oud</b>", "kapot", status)
    with page.expect_response("**/part/"):
        socket.send("changed")
    assert page.inner_text("#part") == "oud"


def test_work_that_sends_no_news_is_looked_at_until_it_is_done(new_page) -> None:
    page, looks = new_page(), []
    fragments = ["<progress></progress> 200 rijen", "Klaar"]
    page.clock.install()
    page.route("**/live.js", lambda route: route.fulfill(body=SCRIPT.read_text()))
    page.route(
        "**/part/",
        lambda route: (looks.append(route), route.fulfill(body=fragments[len(looks) - 1])),
    )
    part = '<div id="part" data-live-while="progress" data-live-fragment="/part/">'
    body = f"<!doctype html><title>live</title>{part}<progress></progress></div>"
    body += '<script src="/live.js"></script>'
    page.route(ADDRESS, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(ADDRESS)
    assert looks == []
    for said in ("200 rijen", "Klaar"):
        page.clock.run_for(2_000)
        page.get_by_text(said).wait_for()
    page.clock.run_for(60_000)
    assert len(looks) == 2
