"""Erasing what is left of a stack once it is over."""

from pathlib import Path

from django.db import transaction

from participatie.core import clock
from participatie.intake import orphans
from participatie.intake.scans.holding import locked
from participatie.intake.scans.models import FINISHED, Stack
from participatie.pipeline.models import StoredFile


def erase(stack: Stack) -> None:
    """Erase files, pages and pictures of a finished stack. What remains is that it was there:
    when, by whom, the fingerprints of its files, and which contributions came of it."""
    pictures: list[Path] = []
    with transaction.atomic():
        held = locked(stack)
        if held.state not in FINISHED or held.erased_at:
            return
        for page in held.pages.all():
            pictures += [Path(file.path) for file in (page.thumbnail, page.picture) if file]
        held.pages.all().delete()
        kept = list(StoredFile.objects.filter(pk__in=held.files.values("file")))
        held.files.update(file=None)
        held.erased_at = clock.now()
        held.save(update_fields=["erased_at"])
        # Before the rows are gone: what goes wrong here is done again the next night.
        for path in pictures:
            path.unlink(missing_ok=True)
    for file in kept:
        orphans.discard(file)
