"""Print the benchmarks. `--sizes 100,10000` chooses how many contributions there are."""

import argparse
import os
import platform
import time
from datetime import timedelta
from pathlib import Path

import django

from tests.benchmarks import (
    apart,
    growth,
    imports,
    ledger,
    letters,
    load,
    mails,
    nota,
    scans,
    staten,
    writing,
)
from tests.benchmarks.serving import server

REQUESTS, CLIENTS = 400, 8


def main() -> None:
    """All benchmarks, for each size."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--sizes", default="100,10000")
    parser.add_argument("--one", type=int, help="this size only, in this process")
    given = parser.parse_args()
    if given.one:
        with apart.database() as server:
            one_size(given.one, server.url())
        return
    sizes = [int(size) for size in given.sizes.split(",")]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, one server process.")
    print("Ratio: how many times slower than the bare thing in the same run.")
    _growth()
    ledger.measure()
    letters.measure()
    scans.measure()
    mails.measure()
    imports.measure()
    nota.measure()
    staten.measure()
    for size in sizes:
        apart.run_on_its_own("tests.benchmarks", "--one", size)


def _growth() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "participatie.settings.test"
    django.setup()
    growth.measure()


def one_size(size: int, database: str) -> None:
    """Reading and writing with so many contributions, in the database at this address."""
    slugs = _fill(size)
    pages = Path(os.environ["DATA_DIR"]) / "pages"
    pages.mkdir()
    os.environ["BARE_PAGES"] = str(pages)
    with (
        server("participatie.asgi:application") as site,
        server("tests.benchmarks.bare:application") as bare,
    ):
        print(f"\n{size} contributions\n")
        _reading(site, bare, pages, slugs)
        _writing(site, database, slugs["open"])


def _fill(size: int) -> dict[str, str]:
    from participatie.core import clock
    from participatie.demo import crowd
    from participatie.pipeline.models import Consultation

    begun = time.perf_counter()
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
    main()
