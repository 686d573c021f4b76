"""The pages of the Staten workspace, for eight members at once: in a small consultation and in a
very large one.

`python -m tests.benchmarks.staten`.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from tests.benchmarks import apart, load, processor
from tests.benchmarks.serving import server

MODULE = "tests.benchmarks.staten"
PROFILES = {"S": (100, 300, 30), "XL": (10_000, 30_000, 300)}
"""Contributions, points and answers: the small one just fills a page of each list, so that both
show as much and only what lies behind it differs.
"""
MEMBERS = 8
REQUESTS = 40
TURNS, MOST_TURNS = 3, 8
"""How many times all members read a page, and how many at most to find such quiet ones."""
QUIET = 0.05
"""The share of the processor that may be stolen in a quiet turn."""
READS = 1.0
"""Seconds that a member looks at a page before asking for the next one."""
LIMIT_MS, LIMIT_RATIO = 200, 1.5

NOTHING = load.Measured((), 0)

Turn = tuple[float, Mapping[str, load.Measured]]
"""The share of the processor that was stolen in it, and what was measured of each profile."""

Row = tuple[str, Mapping[str, load.Measured], float]
"""A page, what was measured of each profile, and the most that was stolen in a turn."""


def measure() -> None:
    """Print what each page took in each profile, and how much slower the large one is."""
    apart.run_on_its_own(MODULE, "all")


def all_profiles() -> None:
    """Both, in one database behind one server: the large consultation beside the small one."""
    with apart.database() as database:
        os.environ["DATABASE_URL"] = database.url()
        slugs = {
            name: _fill(seed, *size) for seed, (name, size) in enumerate(PROFILES.items(), start=1)
        }
        with server("participatie.asgi:application") as host:
            _report(_read(host, slugs))


def _fill(seed: int, contributions: int, points: int, answers: int) -> str:
    from django.db import connection

    from participatie.demo import crowd
    from tests.benchmarks.growing import grow

    consultation = crowd.build(25, "decided", seed, lambda _number: None)
    grow(consultation, contributions=contributions, points=points, answers=answers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return consultation.slug


def _read(host: str, slugs: Mapping[str, str]) -> Iterator[Row]:
    """What was measured of each page, in the quietest turns; each turn has both profiles."""
    cookie = _member()
    addresses = {name: _pages(slug) for name, slug in slugs.items()}
    for page in addresses["S"]:
        for name in slugs:
            # What is known of all of it is counted at the first visit.
            load.read(host, addresses[name][page], requests=1, clients=1, cookie=cookie)
        turns: list[Turn] = []
        while sum(stolen <= QUIET for stolen, _took in turns) < TURNS and len(turns) < MOST_TURNS:
            turns.append(_turn(host, {name: addresses[name][page] for name in slugs}, cookie))
        quietest = sorted(turns, key=itemgetter(0))[:TURNS]
        yield (
            page,
            {name: sum((took[name] for _, took in quietest), NOTHING) for name in slugs},
            quietest[-1][0],
        )


def _turn(host: str, addresses: Mapping[str, str], cookie: str) -> Turn:
    before = processor.now()
    took = {
        name: load.read(host, path, requests=REQUESTS, clients=MEMBERS, cookie=cookie, pause=READS)[
            0
        ]
        for name, path in addresses.items()
    }
    return processor.stolen_since(before), took


def _pages(slug: str) -> dict[str, str]:
    from participatie.pipeline.models import Consultation

    theme = Consultation.objects.get(slug=slug).themes.first()
    of_one = f"/staten/{slug}/"
    return {
        "all consultations": "/staten/",
        "one consultation": of_one,
        "a question, holds": f"{of_one}controle/beantwoord/?deel=ja",
        "notices": f"{of_one}controle/uitkomst-gemeld/",
        "contributions": f"{of_one}reacties/",
        "… that led to change": f"{of_one}reacties/?wijziging=on&kanaal=web",
        "contribution": f"{of_one}reactie/12/",
        "points": f"{of_one}punten/",
        "… of a theme, adopted": f"{of_one}punten/?thema={theme.pk}&uitkomst=adopted",
        "… by web, to change": f"{of_one}punten/?kanaal=web&wijziging=on",
        "answers": f"{of_one}antwoorden/",
        "answer": f"{of_one}antwoord/1/",
        "decision": f"{of_one}besluit/",
        "article": f"{of_one}artikel/1/",
        "versions": f"{of_one}besluit/verschillen/",
        "change": f"{of_one}wijziging/1/",
    }


def _member() -> str:
    from django.conf import settings
    from django.test import Client

    from participatie.accounts.models import User
    from participatie.accounts.roles import Role

    address = "bench@staten.example"
    user = User.objects.filter(email=address).first() or User.objects.create_user(
        address, roles=(Role.COUNCILLOR,)
    )
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _report(rows: Iterable[Row]) -> None:
    sizes = ", ".join(f"{name} {'/'.join(map(str, size))}" for name, size in PROFILES.items())
    print(f"\nStaten workspace, {MEMBERS} members, each {READS:g} s on a page")
    print(f"Contributions/points/answers: {sizes}. The ratio is that of the medians.")
    print("Stolen: the share of the processor that the host gave to others meanwhile.")
    print(f"{'page':26}{'S ms':>8}{'XL ms':>8}{'ratio':>8}{'XL p95 ms':>11}{'stolen':>8}")
    for page, took, stolen in rows:
        small, large = took["S"].median_ms, took["XL"].median_ms
        above = took["XL"].p95_ms > LIMIT_MS or large / small > LIMIT_RATIO
        print(
            f"{page:26}{small:8.0f}{large:8.0f}{large / small:8.2f}{took['XL'].p95_ms:11.0f}"
            f"{stolen:8.0%}{'  above the limit' if above else ''}",
            flush=True,
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["all"]:
            all_profiles()
        case _:
            measure()
