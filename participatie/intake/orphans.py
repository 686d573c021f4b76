"""Files that came in but belong to nothing: taken away from database and disk."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from participatie.pipeline.models import StoredFile


def orphans() -> QuerySet[StoredFile]:
    """Files that nothing in the database refers to, whatever model it might be."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            users = relation.related_model._base_manager
            name = relation.remote_field.name
            found = found.exclude(Exists(users.filter(**{name: OuterRef("pk")})))
    return found


def discard(file: StoredFile) -> None:
    """Take the file away, unless something refers to it."""
    try:
        with transaction.atomic():
            deleted, _per_model = orphans().filter(pk=file.pk).delete()
            if deleted:
                storage, name = file.content.storage, file.content.name
                transaction.on_commit(lambda: storage.delete(name))
    except IntegrityError:
        # Somebody began to use it in this very moment; then it stays.
        return


def discard_orphans(before: datetime) -> int:
    """Take away all files without use that came in before then; how many."""
    files = list(orphans().filter(created_at__lt=before))
    for file in files:
        discard(file)
    return len(files)
