"""The files of a print batch: made, made anew, and removed after a while."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile

from participatie.core import clock
from participatie.intake.post import letters
from participatie.intake.post.models import BatchLetter, BatchState, PrintBatch

KEPT = timedelta(days=30)
"""So long are the files of a batch kept: for what goes wrong on its way to the letter box."""


def render(batch: PrintBatch) -> None:
    """Make the files of a batch, as its letters read today, and keep them.

    Raises `participatie.core.pdf.PdfError`.
    """
    rows = list(batch.letters.filter(taken_out_at=None).select_related("batch", "delivery"))
    made = letters.render(
        [row.delivery for row in rows],
        marks=[row.mark for row in rows],
        batch=batch.number,
        two_sided=batch.two_sided,
    )
    sides = 2 if batch.two_sided else 1
    texts = {}
    for row, letter in zip(rows, made.letters, strict=True):
        row.form, row.sheets = letter.form, -(-letter.pages // sides)
        if letter.text:
            texts[f"{row.mark}.txt"] = letter.text
    _remove_files(batch)
    _keep(batch.document, f"print/{batch.number}.pdf", made.pdf)
    if texts:
        _keep(batch.texts, f"print/{batch.number}.zip", _zipped(texts))
    batch.pages, batch.state, batch.files_made_at = made.pages, BatchState.READY, clock.now()
    with transaction.atomic():
        BatchLetter.objects.bulk_update(rows, ["form", "sheets"], batch_size=500)
        batch.save(update_fields=["document", "texts", "pages", "state", "files_made_at"])


def _keep(place: FieldFile, name: str, content: bytes) -> None:
    # A run that was broken off may have left a file of which no row tells.
    place.storage.delete(name)
    place.save(name, ContentFile(content), save=False)


def _zipped(texts: dict[str, str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def remove_old_files() -> int:
    """Remove the files of batches that were made long enough ago; of how many."""
    old = PrintBatch.objects.filter(state=BatchState.READY, files_made_at__lt=clock.now() - KEPT)
    for batch in old:
        _remove_files(batch)
        batch.state = BatchState.REMOVED
        batch.save(update_fields=["document", "texts", "state"])
    return len(old)


def _remove_files(batch: PrintBatch) -> None:
    for file in (batch.document, batch.texts):
        if file:
            file.delete(save=False)
