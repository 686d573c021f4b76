"""Bringing in: each valid row becomes one contribution, once, whatever happens meanwhile."""

import time
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participatie.core import clock
from participatie.core.files import UnacceptableFile
from participatie.intake import orphans, receive
from participatie.intake.bulk.archives import Files, NoSuchFile
from participatie.intake.bulk.checking import already
from participatie.intake.bulk.earlier import already_in
from participatie.intake.bulk.models import Import, ImportRow, Referenced, RowState, Stage
from participatie.intake.bulk.reading import RowReader
from participatie.intake.bulk.said import Keys, Problem, Said
from participatie.pipeline.models import Contribution, StoredFile
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import AttachmentKind

Attached = list[tuple[StoredFile, AttachmentKind]]
LONGEST_NAME = 120


def enter(source: Import, *, seconds: float) -> bool:
    """Go on with bringing in for so long; whether there is more to do.

    Every row is a transaction of its own: contribution and mark in one. So it may be broken off
    at any moment and run again, also twice at the same moment.
    """
    ends = time.monotonic() + seconds
    with ExitStack() as stack:
        archive = stack.enter_context(_opened(source)) if source.archive else None
        reader = RowReader(source, Files(archive))
        while row := source.rows.filter(state=RowState.VALID).first():
            if not _enter(source, reader, row):
                return False
            if time.monotonic() > ends:
                return True
    _finish(source)
    return False


def _opened(source: Import) -> File[Any]:
    opened: File[Any] = source.archive.open("rb")
    return opened


def _enter(source: Import, reader: RowReader, row: ImportRow) -> bool:
    """Make one row a contribution, or say why not; False when bringing in was stopped."""
    said, problems = reader.read(row.cells, {})
    if said is None:
        return _mark(source, row, RowState.WRONG, problems)
    # Its own key stays the one that it was checked with.
    keys = replace(reader.keys_of(said, row.cells), own=row.submission_key)
    attached: Attached = []
    try:
        for name, kind in said.files:
            with reader.files.content(reader.files.find(name)) as content:
                attached.append((receive.store(content), kind))
        return _receive(source, row, keys, said, attached)
    except IntegrityError:
        # Another table brought in the same row in this very moment.
        if not already_in([keys]):
            raise
        return _receive(source, row, keys, said, attached)
    except (NoSuchFile, UnacceptableFile) as error:
        return _mark(source, row, RowState.WRONG, [Problem(None, str(error))])
    except NotAllowed:
        Import.objects.filter(pk=source.pk).update(stage=Stage.CHECKED, touched_at=clock.now())
        return False
    except Refused as refused:
        return _mark(source, row, RowState.WRONG, [Problem(None, str(refused))])
    finally:
        for stored, _kind in attached:
            orphans.discard(stored)


def _receive(source: Import, row: ImportRow, keys: Keys, said: Said, attached: Attached) -> bool:
    with transaction.atomic():
        if not (held := _held(source, row)):
            return _is_going_on(source)
        if earlier := already_in([keys]).get(keys):
            held.state = RowState.DOUBLE
            held.problems = [Problem(None, _as_it_is(earlier, said)).as_json()]
            held.save(update_fields=["state", "problems"])
            return True
        contribution = receive.receive(
            source.consultation,
            actor=source.entered_by,
            channel=said.channel,
            text=said.text,
            given=said.given,
            form=source.form if said.given else None,
            submitter=said.submitter,
            represented_by=said.represented_by,
            signatories=said.signatories,
            attachments=attached,
            received_at=said.received_at,
            postmarked_on=said.postmarked_on,
            first_received_on=said.first_received_on,
            forwarded_by=said.forwarded_by,
            entered_from=_entered_from(source, said),
            name_may_be_published=said.name_may_be_published,
            language=said.language,
            submission_key=keys.own,
        )
        if keys.has_reference:
            Referenced.objects.create(contribution=contribution, content_key=keys.content)
        # What it became holds it now; here nobody needs it any more.
        held.state, held.contribution = RowState.ENTERED, contribution
        held.cells = held.problems = None
        held.save(update_fields=["state", "contribution", "cells", "problems"])
        Import.objects.filter(pk=source.pk).update(touched_at=clock.now())
    return True


def _held(source: Import, row: ImportRow) -> ImportRow | None:
    """The row, held for this run; None when there is nothing to do for it any more."""
    if not _is_going_on(source):
        return None
    return ImportRow.objects.select_for_update().filter(pk=row.pk, state=RowState.VALID).first()


def _is_going_on(source: Import) -> bool:
    return Import.objects.filter(pk=source.pk, stage=Stage.ENTERING).exists()


def _mark(source: Import, row: ImportRow, state: RowState, problems: list[Problem]) -> bool:
    ImportRow.objects.filter(pk=row.pk, state=RowState.VALID).update(
        state=state, problems=[problem.as_json() for problem in problems]
    )
    return _is_going_on(source)


def _as_it_is(earlier: Contribution, said: Said) -> str:
    if earlier.text == said.text:
        return already(earlier.reference)
    return _("Is already in, as %(reference)s, with another text. That text was not changed.") % {
        "reference": earlier.reference
    }


def _entered_from(source: Import, said: Said) -> str:
    origin = _("import %(name)s") % {"name": source.name[:LONGEST_NAME]}
    return "; ".join(filter(None, (origin, said.note)))


def _finish(source: Import) -> None:
    now = clock.now()
    nothing_left = not source.rows.exclude(state=RowState.ENTERED).exists()
    Import.objects.filter(pk=source.pk, stage=Stage.ENTERING).update(
        stage=Stage.DONE,
        finished_at=now,
        touched_at=now,
        settled_at=now if nothing_left else None,
    )
