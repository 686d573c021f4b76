"""Freezing while others work: one state of the record, and one copy at a time."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from participatie.accountability.overview import stamp
from participatie.accountability.staten.frozen import acts, keeping, making, showing
from participatie.accountability.staten.frozen.models import FrozenFile, Order, OrderState
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder():
    """Where the files are; there are none yet."""
    path = Path(FrozenFile._meta.get_field("content").storage.path(making.FOLDER))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def consultation():
    return builders.answered().consultation


def elsewhere(*tasks):
    """What these give on connections of their own, at the same time; errors are given too."""

    def run(task):
        try:
            return task()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        started = [pool.submit(copy_context().run, run, task) for task in tasks]
        return [each.result() for each in started]


def ordered(consultation, meeting="Provinciale Staten"):
    return acts.order(
        consultation,
        actor=builders.staff(Role.REGISTRY),
        meeting=meeting,
        meeting_on=clock.today() + timedelta(days=7),
    )


def test_what_happens_while_it_is_made_is_a_difference_and_not_in_it(consultation, monkeypatch):
    real = keeping.figures

    def slow(*given):
        # Between the figures and the facts somebody else writes, and commits.
        elsewhere(lambda: builders.contribution(Consultation.objects.get()))
        return real(*given)

    monkeypatch.setattr(keeping, "figures", slow)
    order = ordered(consultation)
    making.make_copy(order.pk)
    order.refresh_from_db()
    copy = order.copy
    assert list(copy.facts["contributions"]) == ["DW26-0001"]
    assert sum(door["received"] for door in copy.figures["doors"]) == 1
    assert copy.figures["nota"]["version"] == 1
    (new,) = showing.differences(copy, stamp(consultation))
    assert (new.reference, new.kind) == ("DW26-0002", "new")


def test_a_record_that_never_stands_still_is_told(consultation, folder, monkeypatch):
    real = making.versions.issue

    def restless(of):
        made = real(of)
        builders.contribution(Consultation.objects.get())
        return made

    monkeypatch.setattr(making.versions, "issue", restless)
    order = ordered(consultation)
    making.make_copy(order.pk)
    order.refresh_from_db()
    assert order.state == OrderState.FAILED
    assert "veranderde steeds" in order.problem
    assert not folder.exists()


def test_two_registrars_at_once_get_one_copy(consultation):
    builders.staff(Role.REGISTRY)
    made = elsewhere(
        lambda: ordered(consultation, "Provinciale Staten"),
        lambda: ordered(consultation, "Statencommissie"),
    )
    assert sorted(type(one).__name__ for one in made) == ["Order", "Refused"]
    assert Order.objects.count() == 1
