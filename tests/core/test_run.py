"""`manage.py run`: everything starts, everything stops, whatever way it is stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import psutil
import pytest

from tests.architecture.source import ROOT
from tests.fixtures.services import free_port

READY = "Ctrl-C stops it"


@pytest.fixture
def start(database_url, tmp_path):
    """A function that starts `manage.py run` and waits until it says that it runs."""
    started = []

    def run(port):
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "DATA_DIR": str(tmp_path),
            "DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "participatie.settings.dev",
            "PORT": str(port),
        }
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        for line in process.stdout:
            said.append(line)
            if READY in line:
                break
        # Nobody reads on; a full pipe would hold the log up.
        reader = threading.Thread(target=process.stdout.read)
        reader.start()
        started.append((process, reader))
        return process, "".join(said)

    yield run
    for process, reader in started:
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()


def answers(port):
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/live"),
    ):
        return True
    return False


def wait_for_silence(port, children):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        alive = [child for child in children if child.is_running() and child.status() != "zombie"]
        if not alive and not answers(port):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_whatever_stops_it_nothing_stays_behind(start, number):
    port = free_port()
    process, said = start(port)
    children = psutil.Process(process.pid).children()

    assert f"http://127.0.0.1:{port}/balie/" in said
    assert "manage.py createsuperuser" in said
    assert "Traceback" not in said
    assert (len(children), answers(port)) == (2, True)

    process.send_signal(number)

    assert process.wait(60) == (-number if number == signal.SIGKILL else 0)
    assert wait_for_silence(port, children)


def test_a_port_in_use_is_said_clearly(start):
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        process, said = start(port)

    assert process.wait(60) == 1
    assert f"Port {port} cannot be used" in said
    assert f"make run PORT={port + 1}" in said


def test_when_one_part_breaks_down_the_rest_stops_too(start):
    port = free_port()
    process, _ = start(port)
    server, worker = psutil.Process(process.pid).children()

    worker.kill()

    assert process.wait(60) == 1
    assert wait_for_silence(port, [server])
