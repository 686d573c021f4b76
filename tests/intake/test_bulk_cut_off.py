"""The worker killed, or the database gone, in the middle: every row is in exactly once."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.intake.bulk import acts, tasks
from participatie.intake.bulk.models import Import, RowState, Stage
from participatie.pipeline.models import Contribution, Delivery
from tests import builders
from tests.intake import bulk_table as tables

ROWS = 60
PATIENCE = 60
WORK = """
import django; django.setup()
from participatie.intake.bulk.tasks import work
work(import_id={pk!r})
"""


def worker(source, database_url):
    """A process of its own that is at this table."""
    from django.conf import settings

    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.intake.bulk_settings",
        "BULK_FILES": str(settings.PRIVATE_FILES_DIR),
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORK.format(pk=str(source.pk))],
        env=environment,
        stderr=subprocess.DEVNULL,
    )


def wait_for(condition):
    """Until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def cut_off():
    """End every other connection to this database, as when its server goes down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(cursor.fetchall())


def assert_each_row_is_in_once(source):
    source = tables.worked(Import.objects.get(pk=source.pk), Stage.ENTERING)
    assert source.stage == Stage.DONE
    assert source.tally()[RowState.ENTERED] == ROWS
    found = Contribution.objects.order_by("number")
    assert [c.number for c in found] == list(range(1, ROWS + 1))
    assert sorted(c.text for c in found) == sorted(row[3] for row in tables.rows(ROWS))
    assert Delivery.objects.count() == ROWS


def begun():
    """A table that is being brought in."""
    source = tables.checked(tables.as_csv(tables.HEADER, *tables.rows(ROWS)))
    return acts.bring_in(source, actor=builders.staff(Role.CLERK))


def test_a_worker_killed_while_it_brings_in(database_url):
    source = begun()
    process = worker(source, database_url)
    wait_for(lambda: Contribution.objects.count() >= 5)
    process.send_signal(signal.SIGKILL)
    process.wait()
    entered = Contribution.objects.count()
    assert 5 <= entered < ROWS

    assert_each_row_is_in_once(source)


def test_the_database_gone_while_it_brings_in(database_url):
    source = begun()
    process = worker(source, database_url)
    wait_for(lambda: Contribution.objects.count() >= 5)
    assert cut_off() >= 1
    assert process.wait(PATIENCE) != 0
    assert Contribution.objects.count() < ROWS

    assert_each_row_is_in_once(source)


@pytest.mark.django_db(transaction=True)
def test_the_database_gone_while_it_checks_and_the_same_worker_goes_on(monkeypatch):
    source = tables.sent(tables.as_csv(tables.HEADER, *tables.rows(ROWS)))
    monkeypatch.setattr("participatie.intake.bulk.checking.AT_ONCE", 10)
    source = acts.confirm(source, columns=source.columns, defaults=source.defaults)
    failed = []

    def work():
        from participatie.intake.bulk import checking

        keep, times = checking._keep, []

        def cut_in_the_middle(*arguments):
            times.append(1)
            if len(times) == 3:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    victims.append(cursor.fetchone()[0])
                ready.set()
                gone.wait(PATIENCE)
            return keep(*arguments)

        monkeypatch.setattr(checking, "_keep", cut_in_the_middle)
        for _attempt in range(2):
            try:
                tasks.work(import_id=str(source.pk))
            except Exception as error:  # noqa: BLE001 - whatever the driver raises is looked at
                failed.append(error)
        connection.close()

    victims, ready, gone = [], threading.Event(), threading.Event()
    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(PATIENCE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", victims)
    gone.set()
    thread.join(PATIENCE)

    source.refresh_from_db()
    assert len(failed) == 1
    assert source.stage == Stage.CHECKED
    assert [row.number for row in source.rows.all()] == list(range(2, ROWS + 2))
    assert source.tally()[RowState.VALID] == ROWS


@pytest.mark.django_db
def test_a_table_that_stood_still_is_gone_on_with():
    from procrastinate.contrib.django.models import ProcrastinateJob

    source = begun()
    waiting = ProcrastinateJob.objects.filter(task_name="imports.work", status="todo")
    assert waiting.count() == 1
    connection.cursor().execute("UPDATE procrastinate_jobs SET status = 'doing'")

    tasks.continue_imports()
    assert waiting.count() == 0
    with clock.at(clock.now() + tasks.STOOD_STILL * 2):
        tasks.continue_imports()
        tasks.continue_imports()

    assert [job.args for job in waiting] == [{"import_id": str(source.pk)}]


@pytest.mark.django_db
def test_work_on_a_table_that_was_thrown_away_does_nothing():
    source = tables.checked(tables.as_csv(tables.HEADER, tables.row()))
    acts.throw_away(source)

    tasks.work(import_id=str(source.pk))

    assert not Import.objects.exists()
