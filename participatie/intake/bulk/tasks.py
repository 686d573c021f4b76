"""Work in the background: checking and bringing in, and taking away what is no longer needed."""

from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import override
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from participatie.core import clock
from participatie.intake.bulk.checking import check
from participatie.intake.bulk.entering import enter
from participatie.intake.bulk.models import AT_WORK, Import, Stage
from participatie.intake.bulk.removing import remove

TURN = 10.0
"""Seconds. Then others have their turn: receipts are to go out while a large table comes in."""
STOOD_STILL = timedelta(minutes=2)
"""So long without a step, and the worker that was at it is gone."""
KEPT_FOR = timedelta(days=14)
"""So long can a clerk look back; then only the counts stay."""
AGAIN = RetryStrategy(max_attempts=10, linear_wait=5)


@app.task(name="imports.work", retry=AGAIN, pass_context=False)
def work(import_id: str) -> None:
    """Check or bring in a part of a table, and ask for the next part.

    Broken off at whatever moment, it goes on where it was. In the language of the record.
    """
    try:
        source = Import.objects.select_related("consultation", "form", "entered_by").get(
            pk=import_id
        )
        with override(settings.LANGUAGE_CODE):
            if source.stage == Stage.CHECKING:
                more = check(source, seconds=TURN)
            else:
                more = source.stage == Stage.ENTERING and enter(source, seconds=TURN)
        if more:
            order(source)
    except Import.DoesNotExist:
        # Thrown away meanwhile.
        return
    except (InterfaceError, OperationalError):
        # The connection was cut off: the next job has to have a new one.
        connection.close()
        raise


def order(source: Import) -> None:
    """Ask the worker to go on with it; asking again while it waits changes nothing."""
    try:
        with transaction.atomic():
            work.configure(queueing_lock=f"import {source.pk}").defer(import_id=str(source.pk))
    except AlreadyEnqueued:
        pass


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="continue_imports", pass_context=False)
def continue_imports(timestamp: int = 0) -> None:
    """Go on with tables whose worker was killed."""
    for source in Import.objects.filter(
        stage__in=AT_WORK, touched_at__lt=clock.now() - STOOD_STILL
    ):
        order(source)


@app.periodic(cron="45 3 * * *")
@app.task(queueing_lock="remove_old_imports", pass_context=False)
def remove_old_imports(timestamp: int = 0) -> None:
    """Take away tables, files and rows of which the clerk has everything."""
    for source in Import.objects.filter(
        settled_at__lt=clock.now() - KEPT_FOR, removed_at=None, stage=Stage.DONE
    ):
        remove(source)
