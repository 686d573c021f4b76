"""What every test may count on. The fixtures themselves are in tests/fixtures."""

import gc
from collections.abc import Iterator

import pytest

pytest_plugins = [
    "tests.fixtures.not_run",
    "tests.fixtures.database",
    "tests.fixtures.kept_state",
    "tests.fixtures.services",
    "tests.fixtures.browser",
    "tests.fixtures.design_system",
    "tests.fixtures.html_checker",
    "tests.fixtures.tables",
    "tests.fixtures.dovecot",
    "tests.fixtures.clamd",
    "tests.fixtures.mail_provider",
    "tests.fixtures.papers",
]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before any worker reads them."""
    if not hasattr(config, "workerinput"):
        from participatie.core.translations import compile_catalogues

        compile_catalogues(config.rootpath / "locale")


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the garbage collector need not look at it each time.

    Nor at all so often: migrating made it look at everything thousands of times.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """What a test put in the cache belongs to rows that are gone after it."""
    from participatie.core import house_style

    # No site has a house style, until a test saves one: nobody has to ask, or count asking.
    house_style.keep({}, until=float("inf"))
    yield
    from django.core.cache import caches

    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    """A page in English leaves its thread in English: a test begins in the language of the site."""
    yield
    from django.utils import translation

    translation.deactivate()
