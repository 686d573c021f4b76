"""Work of the post that takes longer than a page may, or that nobody has to ask for."""

import logging

from django.db import transaction
from procrastinate.contrib.django import app

from participatie.core.pdf import PdfError
from participatie.core.tasks import PERSISTENT
from participatie.intake.post import files, noting
from participatie.intake.post.models import BatchState, PrintBatch

log = logging.getLogger("participatie.post")


@app.task(name="post.make_files", retry=PERSISTENT, pass_context=False)
def make_files(batch_id: int) -> None:
    """Make the PDF and the texts of a batch. A second run of the same job makes nothing."""
    with transaction.atomic():
        # The worker begins in the moment in which a clerk who waits for the page does.
        batch = PrintBatch.objects.select_for_update(no_key=True).get(pk=batch_id)
        if batch.state != BatchState.MAKING:
            return
        try:
            files.render(batch)
        except PdfError:
            # Trying again gives the same: staff see it on the batch, and take it apart.
            log.exception("print batch %s could not be made", batch.number)
            batch.state = BatchState.FAILED
            batch.save(update_fields=["state"])


@app.task(name="post.note_letters", retry=PERSISTENT, pass_context=False)
def note_letters(batch_id: int) -> None:
    """Note the letters of a batch as printed or posted; taken up where it was broken off."""
    batch = PrintBatch.objects.select_related("noting_by").get(pk=batch_id)
    if batch.noting:
        noting.note_letters(batch)


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="remove_old_print_files", pass_context=False)
def remove_old_print_files(timestamp: int = 0) -> None:
    """Remove the PDFs of batches that were made long enough ago."""
    files.remove_old_files()
