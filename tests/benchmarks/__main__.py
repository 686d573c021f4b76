"""Print the benchmarks. `--sizes 100,10000` chooses how many contributions there are."""

import argparse
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

from tests.benchmarks import growth, imports, letters, load, writing
from tests.fixtures.services import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
REQUESTS, CLIENTS = 400, 8


def main() -> None:
    """All benchmarks, for each size."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--sizes", default="100,10000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, one server process.")
    print("Ratio: how many times slower than the bare thing in the same run.")
    _growth()
    letters.measure()
    imports.measure()
    for size in sizes:
        # Django's settings are read once in a process, so each size has one of its own.
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            environment = os.environ | {
                "DATA_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
                "BENCH_SIZE": str(size),
                "BARE_PAGES": str(Path(folder) / "pages"),
            }
            environment.pop("DATABASE_URL", None)
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks"], check=True, cwd=ROOT, env=environment
            )


def _growth() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "participatie.settings.test"
    django.setup()
    growth.measure()


def one_size(size: int) -> None:
    """Everything at one size, on a database of its own."""
    from django.conf import settings

    from participatie.core.postgres import DATABASE, EmbeddedPostgres

    server = EmbeddedPostgres(settings.EMBEDDED_POSTGRES_DIR)
    server.enter()
    try:
        slugs = _fill(size)
        pages = Path(os.environ["BARE_PAGES"])
        pages.mkdir()
        with (
            _server("participatie.asgi:application") as site,
            _server("tests.benchmarks.bare:application") as bare,
        ):
            print(f"\n{size} contributions\n")
            _reading(site, bare, pages, slugs)
            _writing(site, server.url(DATABASE), slugs["open"])
    finally:
        from django.db import connections

        connections.close_all()
        server.leave()


def _fill(size: int) -> dict[str, str]:
    from django.core.management import call_command
    from django.utils import translation

    from participatie.core import clock
    from participatie.core.translations import compile_catalogues
    from participatie.demo import crowd
    from participatie.pipeline.models import Consultation

    compile_catalogues(ROOT / "locale")
    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    with translation.override("nl"):
        decided = crowd.build(size, "decided", 1, lambda _number: None)
        with clock.at(clock.now() + timedelta(days=30)):
            open_now = crowd.build(1, "received", 2, lambda _number: None)
    print(f"\n(filled through the acts in {time.perf_counter() - begun:.0f} s)", end="")
    Consultation.objects.filter(pk=open_now.pk).update(
        opens_on=clock.today(), closes_on=clock.today() + timedelta(days=42)
    )
    followed = decided.contributions.first()
    return {
        "decided": decided.slug,
        "open": open_now.slug,
        "follow": followed.follow_code if followed else "",
    }


@contextlib.contextmanager
def _server(application: str) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "uvicorn", application),
            *("--port", str(port), "--lifespan", "off", "--log-level", "error"),
            "--no-access-log",
        ],
        cwd=ROOT,
    )
    host = f"127.0.0.1:{port}"
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), contextlib.closing(_connect(port)):
                break
            time.sleep(0.05)
        yield host
    finally:
        process.terminate()
        process.wait(30)


def _connect(port: int) -> Any:
    import socket

    return socket.create_connection(("127.0.0.1", port), 1)


def _reading(site: str, bare: str, pages: Path, slugs: dict[str, str]) -> None:
    paths = {
        "home": "/",
        "consultation": f"/inspraak/{slugs['decided']}/",
        "account": f"/inspraak/{slugs['decided']}/verantwoording/",
        "follow": f"/volg/{slugs['follow']}/",
    }
    print(f"Reading, {CLIENTS} clients, {REQUESTS} requests")
    print(f"{'page':14}{'req/s':>9}{'p95 ms':>9}{'bare/s':>9}{'p95 ms':>9}{'ratio':>8}{'bytes':>9}")
    for name, path in paths.items():
        load.read(site, path, requests=CLIENTS * 2, clients=CLIENTS)
        measured, body = load.read(site, path, requests=REQUESTS, clients=CLIENTS)
        (pages / name).write_bytes(body)
        load.read(bare, f"/{name}", requests=CLIENTS * 2, clients=CLIENTS)
        beside, _ = load.read(bare, f"/{name}", requests=REQUESTS, clients=CLIENTS)
        print(
            f"{name:14}{measured.per_second:9.0f}{measured.p95_ms:9.1f}"
            f"{beside.per_second:9.0f}{beside.p95_ms:9.1f}"
            f"{beside.per_second / measured.per_second:8.1f}{len(body):9}"
        )


def _writing(site: str, url: str, slug: str) -> None:
    import psycopg

    print("\nContributions through the web form, beside INSERT … COMMIT of the same rows")
    print(f"{'clients':14}{'form/s':>9}{'p95 ms':>9}{'rows/s':>9}{'p95 ms':>9}{'ratio':>8}")
    writing.through_the_form(site, slug, clients=1, each=2)
    with psycopg.connect(url) as connection:
        rows = writing.rows_of_one(connection, slug)
    for clients in (1, 8, 32):
        sent = writing.through_the_form(site, slug, clients=clients, each=max(3, 64 // clients))
        beside = writing.plain(url, rows, clients=clients, each=max(20, 400 // clients))
        print(
            f"{clients:<14}{sent.per_second:9.1f}{sent.p95_ms:9.0f}"
            f"{beside.per_second:9.0f}{beside.p95_ms:9.1f}"
            f"{beside.per_second / sent.per_second:8.0f}"
        )
    print(f"({len(rows)} rows each)")


if __name__ == "__main__":
    if "BENCH_SIZE" in os.environ:
        django.setup()
        one_size(int(os.environ["BENCH_SIZE"]))
    else:
        main()
