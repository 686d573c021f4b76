"""The post on Mastodon, against a small server that behaves as its API does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from participatie.core import clock
from participatie.news import items, mastodon
from participatie.news.items import Message
from participatie.news.models import NewsItem
from participatie.news.tasks import NEW_FOR, post_item
from tests import builders
from tests.news.readers import work

pytestmark = pytest.mark.django_db


class Mastodon(ThreadingHTTPServer):
    """Makes a post once for each idempotency key; answers with `faults` first."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.posts = {}
        self.requests = 0
        self.faults = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        server.requests += 1
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/api/v1/statuses":
            return self.answer(404, {"error": "Record not found"})
        if self.headers["Authorization"] != "Bearer geheim":
            return self.answer(401, {"error": "The access token is invalid"})
        if server.faults:
            fault = server.faults.pop(0)
            if fault == "lost":
                self.make(body)
                self.close_connection = True
                return None
            if fault == "page":
                return self.answer(200, "geen object")
            return self.answer(fault, {"error": "wait"})
        return self.answer(200, self.make(body))

    def make(self, body):
        posts = self.server.posts
        key = self.headers["Idempotency-Key"]
        posts.setdefault(key, body | {"url": f"{self.server.url}/@woldermark/{len(posts) + 1}"})
        return posts[key]

    def answer(self, status, value):
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Location", f"{self.server.url}/elders")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server(settings):
    """A Mastodon server that our account is on."""
    with Mastodon() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        settings.MASTODON_URL, settings.MASTODON_TOKEN = running.url, "geheim"
        settings.BASE_URL = "https://inspraak.woldermark.example"
        yield running
        running.shutdown()


def tell(title="Inloopavond in Oldelo", consultation=None):
    message = Message(title=title, lead="Kom langs.", slug="inloopavond")
    return items.publish(message, source=f"page-{title[:20]}", consultation=consultation)


def fresh(item):
    return NewsItem.objects.get(pk=item.pk)


def test_without_a_server_nothing_is_posted():
    tell()
    assert not ProcrastinateJob.objects.filter(task_name="news.post_item").exists()


def test_a_post_holds_title_and_address_and_is_made_once(server):
    consultation = builders.consultation()
    ProcrastinateJob.objects.filter(task_name="news.post_item").delete()
    item = tell(consultation=consultation)
    work()
    post_item(item.pk)
    [post] = server.posts.values()
    assert post["status"] == (
        "Inloopavond in Oldelo\n\n"
        "https://inspraak.woldermark.example/inspraak/dorpsweg/inloopavond/"
    )
    assert (post["visibility"], post["language"]) == ("public", "nl")
    assert fresh(item).posted_at == f"{server.url}/@woldermark/1"
    assert server.requests == 1


@pytest.mark.parametrize("fault", [429, 500, 503, "lost"])
def test_what_goes_wrong_for_a_moment_is_tried_again_and_posted_once(server, fault):
    server.faults = [fault]
    item = tell()
    with pytest.raises(mastodon.NotPosted):
        work()
    assert fresh(item).post_error in {f"HTTP {fault}", "ConnectionError"}
    post_item(item.pk)
    assert len(server.posts) == 1
    assert fresh(item).posted_at
    assert fresh(item).post_error == ""


def test_a_wrong_token_is_seen_and_not_tried_again(server, settings):
    settings.MASTODON_TOKEN = "verkeerd"
    item = tell()
    work()
    assert (fresh(item).posted_at, fresh(item).post_error) == ("", "HTTP 401")


@pytest.mark.parametrize(
    ("fault", "told"), [(301, "HTTP 301"), (422, "HTTP 422"), ("page", "no Mastodon")]
)
def test_an_answer_that_is_no_post_is_seen_and_the_token_goes_nowhere_else(server, fault, told):
    server.faults = [fault]
    item = tell()
    work()
    assert fresh(item).post_error == told
    assert server.requests == 1


def test_a_long_title_fits_in_a_post(server):
    tell(title="Nieuws " * 36, consultation=builders.consultation(title="Weg " * 60))
    work()
    assert max(len(post["status"].split("\n\n")[0]) for post in server.posts.values()) <= 400


def test_what_was_put_on_record_long_ago_is_not_posted(server):
    with clock.at(clock.now() - 2 * NEW_FOR):
        builders.consultation()
    work()
    assert server.posts == {}


def test_what_was_taken_back_is_not_posted(server):
    item = tell()
    items.retract(item.source)
    work()
    assert server.posts == {}
