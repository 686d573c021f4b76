"""A process and a database for each thing that is measured, so that its figures are of it alone."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django

from participatie.core.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent.parent


def run_on_its_own(module: str, *arguments: object) -> None:
    """Run a module of the benchmarks in a process with files and, once it asks, a database of its
    own.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        }
        environment.pop("DATABASE_URL", None)
        run(module, *arguments, environment=environment)


def run(module: str, *arguments: object, environment: Mapping[str, str] | None = None) -> None:
    """Run a module of the benchmarks in a process, by default with the files and the database of
    this one.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


@contextmanager
def database() -> Iterator[EmbeddedPostgres]:
    """The database of a process that was run on its own: empty, with every table, in Dutch."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from django.utils import translation

    from participatie.core.translations import compile_catalogues

    with EmbeddedPostgres(settings.EMBEDDED_POSTGRES_DIR).running() as server:
        try:
            compile_catalogues(ROOT / "locale")
            call_command("migrate", verbosity=0)
            with translation.override("nl"):
                yield server
        finally:
            connections.close_all()


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def peak(whose: int = resource.RUSAGE_SELF) -> float:
    """The most memory until now, in megabytes; Linux counts in kilobytes, macOS in bytes."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(whose).ru_maxrss / unit
