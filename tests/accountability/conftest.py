"""A mixed consultation in each state."""

import pytest

from tests.accountability import mixed
from tests.accountability.reading import later


def _in_state(make):
    consultation = make()
    with later(consultation):
        yield consultation


@pytest.fixture
def handled(db):
    """Judged, split, answered and approved, and nothing of it published."""
    yield from _in_state(mixed.handled)


@pytest.fixture
def published(db):
    """With published answers, and a decision that is not adopted."""
    yield from _in_state(mixed.published)


@pytest.fixture
def decided(db):
    """With everything done."""
    yield from _in_state(mixed.decided)
