"""Pages that are open move by themselves, also when another process did the act."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
import urllib.request

import pytest
import websockets
from channels.testing import WebsocketCommunicator
from django.test import Client

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
        [sys.executable, "-m", "uvicorn", "participatie.asgi:application"]
        + ["--port", str(port), "--lifespan", "off", "--log-level", "warning"],
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
def test_an_act_in_one_server_process_reaches_a_page_open_at_another(
    database_url, redis_url, settings
):
    contribution = builders.contribution(builders.consultation())
    code = contribution.follow_code
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [redis_url]},
        }
    }
    with (
        server_process(database_url, redis_url) as first,
        server_process(database_url, redis_url) as second,
    ):

        async def watch():
            async with (
                websockets.connect(
                    f"ws://{first}/live/volg/{code}/", origin=f"http://{first}"
                ) as a,
                websockets.connect(
                    f"ws://{second}/live/volg/{code}/", origin=f"http://{second}"
                ) as b,
            ):
                # The act is done over HTTP at the second process only.
                await asyncio.to_thread(withdraw, second, code)
                return [await asyncio.wait_for(socket.recv(), 20) for socket in (a, b)]

        assert asyncio.run(watch()) == ["changed", "changed"]


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


async def connects(path, headers=()):
    from participatie.asgi import application

    communicator = WebsocketCommunicator(
        application, path, headers=[(b"origin", b"http://testserver"), *headers]
    )
    connected, _ = await communicator.connect()
    assert connected
    try:
        message = await communicator.receive_output(timeout=1)
    except TimeoutError:
        return True
    finally:
        with contextlib.suppress(asyncio.CancelledError):
            await communicator.disconnect()
    return message["type"] != "websocket.close"


@pytest.mark.django_db(transaction=True)
def test_only_whoever_has_the_code_may_watch():
    contribution = builders.contribution(builders.consultation())
    assert asyncio.run(connects(f"/live/volg/{contribution.follow_code}/"))
    assert not asyncio.run(connects("/live/volg/0000-0000-0000/"))
    assert not asyncio.run(connects("/live/volg/onzin/"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.CLERK, True), (Role.HANDLER, True), (Role.COUNCILLOR, False), (None, False)],
)
def test_only_desk_and_handlers_may_watch_the_counters(role, allowed):
    headers = []
    if role is not None:
        client = Client()
        client.force_login(builders.staff(role))
        headers = [(b"cookie", f"sessionid={client.cookies['sessionid'].value}".encode())]
    assert asyncio.run(connects("/live/werk/", headers)) is allowed
