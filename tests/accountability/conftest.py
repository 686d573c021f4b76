"""A mixed consultation in each state."""

import pytest

from participatie.pipeline.models import Consultation
from tests.accountability import mixed
from tests.accountability.reading import later
from tests.fixtures import kept_state

kept_state.register("handled", mixed.handled)
kept_state.register("published", mixed.published)
kept_state.register("decided", mixed.decided)


def _in_state(name):
    consultation = kept_state.found(name, Consultation)
    with later(consultation):
        yield consultation


@pytest.fixture
def handled(db):
    """Judged, split, answered and approved, and nothing of it published."""
    yield from _in_state("handled")


@pytest.fixture
def published(db):
    """With published answers, and a decision that is not adopted."""
    yield from _in_state("published")


@pytest.fixture
def decided(db):
    """With everything done."""
    yield from _in_state("decided")
