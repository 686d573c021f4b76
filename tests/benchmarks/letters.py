"""Letters in a print batch: how fast, how many pages, and how much memory at its peak.

Memory is of the process that makes the batch, and of the largest one that makes a piece of it.

`python -m tests.benchmarks.letters --sizes 200,2000`. Each size has a process and a database of its
own, so that memory is of that batch alone.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (200, 2_000)
EACH = 50
"""One in so many letters is in large print, and one is for the braille service."""


def measure(sizes: tuple[int, ...] = SIZES) -> None:
    """Print what a batch of each size takes."""
    print("\nA print batch of receipts, made with Typst")
    print(f"{'letters':>8}{'pages':>8}{'MB':>7}{'s':>7}{'letters/s':>11}", end="")
    print(f"{'peak MB':>9}{'a piece':>9}{'noting s':>10}", flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            environment = os.environ | {
                "DATA_DIR": folder,
                "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            }
            environment.pop("DATABASE_URL", None)
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.letters", "--one", str(size)],
                check=True,
                cwd=ROOT,
                env=environment,
            )


def one_size(size: int) -> None:
    """One batch, on a database of its own."""
    django.setup()
    from django.conf import settings
    from django.db import connections

    from participatie.core.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(settings.EMBEDDED_POSTGRES_DIR)
    server.enter()
    try:
        _one_batch(size)
    finally:
        connections.close_all()
        server.leave()


def _one_batch(size: int) -> None:
    from participatie.intake.post import batches
    from participatie.pipeline.statuses import DeliveryStatus
    from tests.intake.post_letters import make

    clerk = _fill(size)
    before = _peak()
    batch = make()
    seconds = _seconds(lambda: batches.render(batch))
    peak, piece = _peak(), _peak(resource.RUSAGE_CHILDREN)
    batch.refresh_from_db()
    noting = _seconds(lambda: _note(batch, clerk, DeliveryStatus.POSTED))
    print(
        f"{size:8}{batch.pages:8}{batch.document.size / 1e6:7.1f}{seconds:7.1f}"
        f"{size / seconds:11.0f}{peak:9.0f}{piece:9.0f}{noting:10.1f}   (before: {before:.0f} MB)",
        flush=True,
    )


def _note(batch: Any, clerk: Any, status: Any) -> None:
    from participatie.intake.post import batches

    batch.noting, batch.noting_by = status, clerk
    batches.note_letters(batch)


def _fill(size: int) -> Any:
    from django.core.management import call_command
    from django.utils import translation

    from participatie.accounts.roles import Role
    from participatie.core.translations import compile_catalogues
    from participatie.pipeline.statuses import LetterForm
    from tests import builders
    from tests.intake.post_letters import letter

    compile_catalogues(ROOT / "locale")
    call_command("migrate", verbosity=0)
    translation.activate("nl")
    consultation = builders.consultation()
    forms = {0: LetterForm.LARGE, 1: LetterForm.PLAIN}
    for number in range(size):
        letter(consultation, forms.get(number % EACH, LetterForm.NORMAL))
    return builders.staff(Role.CLERK)


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _peak(whose: int = resource.RUSAGE_SELF) -> float:
    # Kilobytes, but bytes on macOS.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(whose).ru_maxrss / unit


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.letters")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--one", type=int)
    given = parser.parse_args()
    if given.one:
        one_size(given.one)
    else:
        measure(tuple(int(size) for size in given.sizes.split(",")))
