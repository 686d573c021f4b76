"""What a clerk does with an import: send it, confirm it, bring it in, fetch the rest."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.core.text import one_line
from participatie.intake.bulk.archives import Files
from participatie.intake.bulk.columns import OURS, columns_for
from participatie.intake.bulk.looking import Look, look
from participatie.intake.bulk.models import AT_WORK, Import, RowState, Stage
from participatie.intake.bulk.removing import delete_files, remove
from participatie.intake.bulk.tasks import order
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel

BACK = frozenset({RowState.WRONG, RowState.DOUBLE})
"""Rows that come back to the clerk."""


def send(
    consultation: Consultation,
    *,
    actor: User,
    table: UploadedFile,
    archive: UploadedFile | None = None,
    channel: Channel | None = None,
    received_on: date | None = None,
) -> Import:
    """Keep a table, with the ZIP of its files, and look what its columns hold.

    `channel` and `received_on` hold for rows that do not say it. Raises `UnreadableTable` or
    `UnsafeArchive` with nothing kept.
    """
    form = consultation.form
    seen = look(table, columns_for(form))
    if archive is not None:
        Files(archive)
    now = clock.now()
    sent = Import(
        consultation=consultation,
        form=form,
        clerk=actor,
        name=one_line(PurePath(table.name or "").name)[-255:] or "tabel",
        defaults={
            "channel": channel or "",
            "received_on": received_on.isoformat() if received_on else "",
        },
        created_at=now,
        touched_at=now,
    )
    _take_over(sent, seen)
    with transaction.atomic():
        for kept, upload in ((sent.table, table), (sent.archive, archive)):
            if upload is not None:
                upload.seek(0)
                kept.save("archive.zip" if upload is archive else "table", upload, save=False)
        sent.save(force_insert=True)
    return sent


def look_again(source: Import, *, sheet: str, header_row: int) -> Import:
    """Look at another sheet or another row for the names. Raises `UnreadableTable`."""
    with source.table.open("rb") as file:
        seen = look(file, columns_for(source.form), sheet=sheet, header_row=header_row or None)
    with transaction.atomic():
        source = _locked(source, Stage.COLUMNS, Stage.CHECKED, Stage.UNREADABLE)
        _take_over(source, seen)
        _start_anew(source, Stage.COLUMNS)
    return source


def confirm(source: Import, *, columns: Sequence[str], defaults: Mapping[str, str]) -> Import:
    """Say what is in the columns; then all rows are checked in the background."""
    with transaction.atomic():
        source = _locked(source, Stage.COLUMNS, Stage.CHECKED, Stage.UNREADABLE)
        source.columns, source.defaults = list(columns), dict(defaults)
        _start_anew(source, Stage.CHECKING)
        order(source)
    return source


def change_columns(source: Import) -> Import:
    """Go back to the columns: what was checked is forgotten, the table stays."""
    with transaction.atomic():
        source = _locked(source, Stage.COLUMNS, Stage.CHECKED, Stage.UNREADABLE)
        _start_anew(source, Stage.COLUMNS)
    return source


def bring_in(source: Import, *, actor: User) -> Import:
    """Bring in all rows without problems, in the background. Raises `Refused` without any."""
    with transaction.atomic():
        source = _locked(source, Stage.CHECKED)
        if not source.rows.filter(state=RowState.VALID).exists():
            raise Refused(_("There are no rows that can be brought in."))
        source.stage, source.entered_by, source.touched_at = Stage.ENTERING, actor, clock.now()
        source.save(update_fields=["stage", "entered_by", "touched_at"])
        order(source)
    return source


def settle(source: Import) -> None:
    """The clerk has what was not brought in. Once all is done it may go after a while."""
    Import.objects.filter(pk=source.pk, stage=Stage.DONE, settled_at=None).update(
        settled_at=clock.now()
    )


def throw_away(source: Import) -> None:
    """Take away the table, the files and all rows. What was brought in stays on the record."""
    with transaction.atomic():
        source = _locked(source, *(stage for stage in Stage if stage not in AT_WORK))
        if source.stage == Stage.DONE:
            remove(source)
            return
        delete_files(source)
        source.delete()


def _take_over(source: Import, seen: Look) -> None:
    ours = {column.key for column in OURS}
    source.sheet, source.header_row = seen.sheet, seen.proposal.header_row
    source.columns = seen.proposal.columns
    source.looked = {
        "sheets": [[sheet.name, sheet.is_hidden] for sheet in seen.sheets],
        "header": [name[:200] for name in seen.proposal.header],
        "samples": seen.samples,
        "is_ours": bool(ours & set(seen.proposal.columns)),
    }


def _start_anew(source: Import, stage: Stage) -> None:
    source.rows.all().delete()
    source.stage, source.rows_read, source.found, source.unreadable = stage, 0, {}, ""
    source.touched_at = clock.now()
    source.save()


def _locked(source: Import, *stages: Stage) -> Import:
    found = Import.objects.select_for_update().get(pk=source.pk)
    if found.stage not in stages or found.removed_at:
        raise Refused(
            _("A colleague, or the computer, went on with this table meanwhile. Look again.")
        )
    return found
