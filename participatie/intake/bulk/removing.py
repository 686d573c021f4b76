"""Taking away what an import held of people."""

from django.db import transaction

from participatie.core import clock
from participatie.intake.bulk.models import Import


def remove(source: Import) -> None:
    """Take away everything personal of a finished import; the counts stay."""
    with transaction.atomic():
        delete_files(source)
        now = clock.now()
        Import.objects.filter(pk=source.pk).update(
            counts=source.tally(),
            looked=None,
            table="",
            archive="",
            removed_at=now,
            settled_at=source.settled_at or now,
        )
        source.rows.all().delete()


def delete_files(source: Import) -> None:
    """Take the table and the ZIP from the disk, once that is committed."""
    for kept in (source.table, source.archive):
        if kept:
            storage, name = kept.storage, kept.name
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
