"""What a clerk is typing, before it is a contribution: kept, with its files, or thrown away.

An entry is a row of its `clerk`, with what was `typed`, when it was `saved_at`, and `files`, each
with a `file` and a `kind`: that of a call, of a speaker.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.files import UnacceptableFile
from participatie.intake import orphans, receive
from participatie.intake.typing.forms import FILES


class Entry(Protocol):
    """What is being typed."""

    clerk_id: int
    files: Any

    def delete(self) -> Any:
        """Take the row away."""


Row = TypeVar("Row", bound=models.Model)


def keep(
    kind: type[Row], key: UUID, typed: Mapping[str, Any], *, clerk: User, **belongs_to: Any
) -> Row:
    """Keep what was typed so far under `key`, in a new row that says what it belongs to.

    Raises PermissionDenied for a colleague's entry.
    """
    now = clock.now()
    with transaction.atomic():
        entry, made = kind._default_manager.select_for_update().get_or_create(
            pk=key,
            defaults={
                "clerk": clerk,
                "typed": typed,
                "created_at": now,
                "saved_at": now,
                **belongs_to,
            },
        )
        if not made:
            require_own(entry, clerk)
            entry.typed, entry.saved_at = typed, now
            entry.save(update_fields=["typed", "saved_at"])
    return entry


def require_own(entry: Entry, clerk: User) -> None:
    """Raise PermissionDenied when `entry` is not this clerk's."""
    if entry.clerk_id != clerk.pk:
        raise PermissionDenied(_("A colleague is typing in this contribution."))


def add_files(entry: Entry, sent: Mapping[str, Sequence[UploadedFile]]) -> dict[str, list[str]]:
    """Store the files of each file field at once; gives {field: what was wrong with which}."""
    problems: dict[str, list[str]] = {}
    for name, uploads in sent.items():
        for upload in uploads:
            try:
                stored = receive.store(upload)
            except UnacceptableFile as error:
                problems.setdefault(name, []).append(str(error))
            else:
                entry.files.create(file=stored, kind=FILES[name])
    return problems


def remove_files(entry: Entry, chosen: Iterable[str]) -> None:
    """Throw away the files of this entry with these ids."""
    wanted = set(chosen)
    _erase([kept for kept in entry.files.select_related("file") if str(kept.file_id) in wanted])


def discard(entry: Entry) -> None:
    """Throw away an entry that will not become a contribution, with its files."""
    with transaction.atomic():
        _erase(list(entry.files.select_related("file")))
        entry.delete()


def _erase(kept: Sequence[Any]) -> None:
    for row in kept:
        row.delete()
        orphans.discard(row.file)
