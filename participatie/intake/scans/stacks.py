"""What is done with a stack as a whole: brought in, thrown away, and erased in the end."""

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.files import JPEG, PDF, PNG, UnacceptableFile
from participatie.intake import orphans, receive
from participatie.intake.scans.holding import locked, locked_with_letters
from participatie.intake.scans.models import (
    FINISHED,
    LetterState,
    Stack,
    StackFile,
    State,
)
from participatie.intake.scans.tasks import read_stack
from participatie.pipeline.models import Consultation, StoredFile
from participatie.pipeline.refusals import Refused

MOST_BYTES = 200 * 1024 * 1024
"""Of all files of one stack together: 300 pages in colour, 300 dots per inch."""
MOST_FILES = 100
"""As many as anybody may send at once, by any form; longer stacks come as a PDF."""
TAKEN = frozenset({PDF, JPEG, PNG})


def bring(
    key: UUID,
    uploads: Sequence[UploadedFile],
    *,
    actor: User,
    received_on: date,
    consultation: Consultation | None = None,
) -> Stack:
    """Keep what came from the scanner, in the order of the names, and have it read.

    Brought twice with the same `key` it is one stack. Raises `UnacceptableFile`; nothing is kept
    then.
    """

    if known := Stack.objects.filter(pk=key).first():
        if known.brought_by_id != actor.pk:
            raise PermissionDenied
        return known
    stored = _store(uploads)
    with transaction.atomic():
        now = clock.now()
        stack, made = Stack.objects.get_or_create(
            pk=key,
            defaults={
                "brought_by": actor,
                "brought_at": now,
                "read_at": now,
                "consultation": consultation,
                "received_on": received_on,
            },
        )
        if made:
            StackFile.objects.bulk_create(
                StackFile(stack=stack, order=order, file=file, sha256=file.sha256)
                for order, file in enumerate(stored)
            )
            read_stack.defer(stack_id=str(stack.pk))
    return stack


def _store(uploads: Sequence[UploadedFile]) -> list[StoredFile]:
    total = sum(upload.size or 0 for upload in uploads)
    if total > MOST_BYTES or len(uploads) > MOST_FILES:
        said = _(
            "This is too much for one stack (%(size)d MB). At most %(most)d MB and %(files)d files "
            "are possible. Scan it in two parts."
        )
        named = {"size": -(-total // 1024**2), "most": MOST_BYTES // 1024**2, "files": MOST_FILES}
        raise UnacceptableFile(said % named)
    stored: list[StoredFile] = []
    try:
        for upload in sorted(uploads, key=lambda upload: _natural(upload.name or "")):
            stored.append(receive.store(upload, most=MOST_BYTES))
            _require_scan(stored[-1])
    except UnacceptableFile:
        for file in stored:
            orphans.discard(file)
        raise
    return stored


def _require_scan(file: StoredFile) -> None:
    if file.content_type not in TAKEN:
        said = _("“%(name)s” is no scan. Choose PDF, JPEG or PNG files.")
        raise UnacceptableFile(said % {"name": file.name})


def _natural(name: str) -> list[tuple[int, str]]:
    """So that “scan 2” comes before “scan 10”."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part.casefold())
        for part in re.split(r"(\d+)", name)
        if part
    ]


def waiting() -> int:
    """How many stacks wait for a clerk, to be divided or typed in; one query."""
    return Stack.objects.exclude(state__in=(*FINISHED, State.READING)).count()


def same_before(stack: Stack) -> Stack | None:
    """An earlier stack with one of the same files: scanned or dropped twice."""
    prints = stack.files.values("sha256")
    return (
        Stack.objects.filter(files__sha256__in=prints, brought_at__lt=stack.brought_at)
        .exclude(pk=stack.pk)
        .exclude(state=State.DISCARDED)
        .first()
    )


def discard(stack: Stack, *, actor: User, reason: str) -> None:
    """Throw away what is left of a stack, and say why. Letters that were saved stay saved.

    Raises Refused when a colleague is typing in one of its letters.
    """
    with transaction.atomic():
        held = locked_with_letters(stack)
        if held.state in FINISHED:
            raise Refused(_("This stack was finished already."))
        if (
            other := held.letters.filter(state=LetterState.OPEN, clerk__isnull=False)
            .exclude(clerk=actor)
            .first()
        ):
            said = _("A colleague is typing in letter %(order)d. Ask them first.")
            raise Refused(said % {"order": other.order})
        now = clock.now()
        held.letters.filter(state=LetterState.OPEN).update(
            state=LetterState.DISCARDED,
            discarded_because=reason,
            finished_at=now,
            typed={},
            file=None,
        )
        held.discarded_because, held.discarded_by = reason, actor
        done = held.letters.filter(state=LetterState.DONE).exists()
        held.state = State.DONE if done else State.DISCARDED
        held.finished_at = now
        held.save(update_fields=["discarded_because", "discarded_by", "state", "finished_at"])


def finish_when_done(stack: Stack) -> None:
    """Call a stack done once nothing of it is left to type in. Within a transaction."""
    held = locked(stack)
    if not held.letters.filter(state=LetterState.OPEN).exists():
        held.state, held.finished_at = State.DONE, clock.now()
        held.save(update_fields=["state", "finished_at"])
