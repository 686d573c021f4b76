"""The pages of the Staten workspace, for eight members at once: in a small consultation and in a
very large one.

`python -m tests.benchmarks.staten`.
"""

import os
import sys
from typing import Any

from tests.benchmarks import apart, load
from tests.benchmarks.serving import server

MODULE = "tests.benchmarks.staten"
PROFILES = {"S": (25, 150), "XL": (10_000, 30_000)}
"""Contributions and points."""
MEMBERS = 8
REQUESTS = 80
READS = 0.5
"""Seconds that a member looks at a page before asking for the next one."""
LIMIT_MS, LIMIT_RATIO = 200, 1.5


def measure() -> None:
    """Print the 95th percentile of each page in each profile, and how much slower the large is."""
    apart.run_on_its_own(MODULE, "all")


def all_profiles() -> None:
    """Both, in one database: the large consultation comes beside the small one."""
    with apart.database() as database:
        os.environ["DATABASE_URL"] = database.url()
        took: dict[str, dict[str, float]] = {}
        for seed, (name, (contributions, points)) in enumerate(PROFILES.items(), start=1):
            slug = _fill(seed, contributions, points)
            with server("participatie.asgi:application") as host:
                took[name] = _read(host, slug)
        _report(took)


def _fill(seed: int, contributions: int, points: int) -> str:
    from django.db import connection

    from participatie.demo import crowd
    from tests.benchmarks.growing import grow

    consultation = crowd.build(25, "decided", seed, lambda _number: None)
    grow(consultation, contributions=contributions, points=points)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return consultation.slug


def _read(host: str, slug: str) -> dict[str, float]:
    cookie = _member()
    took = {}
    for name, path in _pages(slug).items():
        # What is known of all of it is counted at the first visit.
        load.read(host, path, requests=1, clients=1, cookie=cookie)
        measured, _body = load.read(host, path, requests=REQUESTS, clients=MEMBERS, cookie=cookie)
        took[name] = measured.p95_ms
    return took


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
        "… by letter, to change": f"{of_one}punten/?kanaal=letter&wijziging=on",
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


def _report(took: dict[str, dict[str, Any]]) -> None:
    small, large = took["S"], took["XL"]
    sizes = ", ".join(f"{name} {c}/{p}" for name, (c, p) in PROFILES.items())
    print(f"\nStaten workspace, {MEMBERS} members, each {READS} s on a page ({sizes} points)")
    print(f"{'page':26}{'S p95 ms':>10}{'XL p95 ms':>11}{'ratio':>8}")
    for name in small:
        ratio = large[name] / small[name]
        above = large[name] > LIMIT_MS or ratio > LIMIT_RATIO
        print(
            f"{name:26}{small[name]:10.0f}{large[name]:11.0f}{ratio:8.2f}"
            f"{'  above the limit' if above else ''}",
            flush=True,
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["all"]:
            all_profiles()
        case _:
            measure()
