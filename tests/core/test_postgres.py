"""The embedded database: shared by processes, stopped by the last, unharmed by a kill."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from participatie.core.postgres import EmbeddedPostgres, PostgresError
from tests.architecture.source import ROOT


@pytest.fixture
def server(tmp_path):
    """A server of this test's own."""
    server = EmbeddedPostgres(tmp_path / "postgres", {"fsync": "off"})
    yield server
    server.leave()
    running = server._postmaster()
    assert running is None


def ask(server, query="SELECT 1"):
    with psycopg.connect(server.url()) as connection:
        return connection.execute(query).fetchone()


def wait_until_gone(server):
    deadline = time.monotonic() + 10
    while server._postmaster() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_it_listens_on_a_socket_only_and_stops_with_the_last_user(server):
    other = EmbeddedPostgres(server.directory)

    assert (server.enter(), other.enter(), server.enter()) == (True, False, False)
    assert ask(server, "SELECT current_setting('listen_addresses')") == ("",)

    server.leave()
    assert ask(other) == (1,)

    other.leave()
    with pytest.raises(psycopg.OperationalError):
        ask(other)


def test_what_is_in_it_is_there_the_next_time(server):
    with server.running(), psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS x")
    with server.running():
        assert ask(server, "SELECT x FROM kept") == (42,)


def test_a_server_that_was_killed_is_started_again(server):
    server.enter()
    server._postmaster().kill()
    wait_until_gone(server)
    other = EmbeddedPostgres(server.directory)

    assert other.enter()
    assert ask(other) == (1,)
    other.leave()


def test_a_number_that_another_process_has_now_does_not_stop_it(server):
    server.enter()
    server.leave()
    (server.directory / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.directory}\n1\n5432\n"
    )

    assert server.enter()
    assert ask(server) == (1,)


def test_a_killed_user_does_not_count_any_more(server):
    script = (
        "import sys, time; from pathlib import Path;"
        "from participatie.core.postgres import EmbeddedPostgres;"
        "EmbeddedPostgres(Path(sys.argv[1])).enter(); print('in', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(server.directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)

    assert server.enter() is False
    assert ask(server) == (1,)


def test_two_that_come_at_the_same_moment_start_one(server):
    script = (
        "import sys; from pathlib import Path;"
        "from participatie.core.postgres import EmbeddedPostgres;"
        "s = EmbeddedPostgres(Path(sys.argv[1])); print(s.enter(), flush=True); sys.stdin.read();"
        "s.leave()"
    )
    command = [sys.executable, "-c", script, str(server.directory)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": ROOT}
    processes = [subprocess.Popen(command, **pipes) for _ in range(3)]

    said = [process.stdout.readline().strip() for process in processes]
    for process in processes:
        process.communicate()

    assert sorted(said) == ["False", "False", "True"]
    wait_until_gone(server)


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path):
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    server = EmbeddedPostgres(folder / "postgres", {"fsync": "off"})

    with server.running():
        assert server.socket_dir != server.directory
        assert ask(server) == (1,)
    assert not server.socket_dir.exists()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("participatie.core.postgres.LONGEST_SOCKET_PATH", 10)
    server = EmbeddedPostgres(tmp_path / "postgres")
    server.socket_dir.symlink_to(tmp_path)
    try:
        with pytest.raises(PostgresError, match="belongs to someone else"):
            server.enter()
    finally:
        server.socket_dir.unlink()


def test_a_closed_folder_above_it_is_opened_to_pass_through_only(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with EmbeddedPostgres(closed / "postgres", {"fsync": "off"}).running() as server:
        assert ask(server) == (1,)

    # PostgreSQL runs as somebody else only when we are root.
    assert closed.stat().st_mode & 0o777 == (0o701 if os.geteuid() == 0 else 0o700)


def test_the_reason_is_said_when_it_does_not_start(server, monkeypatch):
    server.enter()
    server.leave()
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    server.options["shared_buffers"] = "nonsense"

    with pytest.raises(PostgresError, match="nonsense"):
        server.enter()
