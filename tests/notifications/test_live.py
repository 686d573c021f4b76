"""Pages that are open move by themselves, also when another process did the act."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.request

import pytest
from django.test import Client
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from participatie.accounts.roles import Role
from tests import builders
from tests.fixtures.services import free_port


@contextlib.contextmanager
def server_process(database_url, redis_url):
    """The site in a process of its own; its address."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "participatie.settings.test",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", "participatie.asgi:application"),
            *("--port", str(port), "--lifespan", "off", "--log-level", "warning"),
        ],
        env=environment,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/live", timeout=5)
                break
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.django_db(transaction=True)
def test_an_act_in_one_server_process_reaches_a_page_open_at_another(database_url, redis_url):
    code = builders.contribution(builders.consultation()).follow_code
    with (
        server_process(database_url, redis_url) as first,
        server_process(database_url, redis_url) as second,
    ):
        path = f"/live/volg/{code}/"
        with (
            connect(f"ws://{first}{path}", origin=f"http://{first}") as here,
            connect(f"ws://{second}{path}", origin=f"http://{second}") as there,
        ):
            # The act is done over HTTP at the second process only.
            withdraw(second, code)
            assert [here.recv(timeout=20), there.recv(timeout=20)] == ["changed", "changed"]


def withdraw(host, code):
    """The sender presses “withdraw” on the follow page, in a browser without scripts."""
    import http.cookiejar
    import re
    import urllib.parse

    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    address = f"http://{host}/volg/{code}/intrekken/"
    page = opener.open(address, timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": token}).encode()
    opener.open(address, body, timeout=30).read()


def is_let_in(site, path, cookie=""):
    """Whether the socket stays open, at the site as it runs."""
    headers = {"Cookie": cookie} if cookie else {}
    with connect(
        site.replace("http", "ws") + path, origin=site, additional_headers=headers
    ) as socket:
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            socket.recv(timeout=0.5)
        return socket.close_code is None


def test_only_whoever_has_the_code_may_watch(site):
    contribution = builders.contribution(builders.consultation())
    assert is_let_in(site, f"/live/volg/{contribution.follow_code}/")
    assert not is_let_in(site, "/live/volg/0000-0000-0000/")
    assert not is_let_in(site, "/live/volg/onzin/")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.CLERK, True), (Role.HANDLER, True), (Role.COUNCILLOR, False), (None, False)],
)
def test_only_desk_and_handlers_may_watch_the_counters(site, role, allowed):
    cookie = ""
    if role is not None:
        client = Client()
        client.force_login(builders.staff(role))
        cookie = f"sessionid={client.cookies['sessionid'].value}"
    assert is_let_in(site, "/live/werk/", cookie) is allowed


def test_a_page_of_another_site_may_not_watch(site):
    with pytest.raises(InvalidStatus):
        connect(site.replace("http", "ws") + "/live/werk/", origin="https://elders.example")
