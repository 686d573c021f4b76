"""The files of what a clerk is typing, before it is a contribution; and throwing it away.

An entry is a row with `files`, each with a `file` and a `kind`: that of a call, of a speaker.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from participatie.core.files import UnacceptableFile
from participatie.intake import orphans, receive
from participatie.intake.typing.forms import FILES


class Entry(Protocol):
    """What is being typed."""

    files: Any

    def delete(self) -> Any:
        """Take the row away."""


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
