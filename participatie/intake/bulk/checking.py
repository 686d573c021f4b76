"""The dry run: every row of the table is read and looked at, and nothing is brought in."""

import re
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import WINDOWS_EPOCH

from participatie.core import clock
from participatie.core.formulas import as_it_was
from participatie.intake.bulk.archives import Files, UnsafeArchive
from participatie.intake.bulk.earlier import already_in
from participatie.intake.bulk.models import Import, ImportRow, RowState, Stage
from participatie.intake.bulk.reading import RowReader
from participatie.intake.bulk.said import Keys, Problem, Said
from participatie.intake.bulk.tables.opening import opened, rows
from participatie.intake.bulk.tables.rows import Row, Table, UnreadableTable
from participatie.intake.bulk.tables.xlsx import XlsxTable

AT_ONCE = 200
"""Rows that are kept together; a run that is broken off does at most these again."""
MOST_ROWS = 50_000
MOST_FOUND = 200
"""Kinds of problems that are counted; beyond that they are only listed by row."""
_QUOTED = re.compile("“[^”]*”")
"""What somebody wrote, such as an address: it is kept with the row only, which is sealed."""


def check(source: Import, *, seconds: float) -> bool:
    """Go on with checking for so long; whether there is more to do.

    May be run again at any moment, and twice at the same moment: each row is read once.
    """
    ends = time.monotonic() + seconds
    try:
        with ExitStack() as stack:
            file = stack.enter_context(source.table.open("rb"))
            archive = stack.enter_context(source.archive.open("rb")) if source.archive else None
            table, _kind = stack.enter_context(opened(file))
            reader = RowReader(source, Files(archive), _epoch(table))
            for batch in _batches(_rows(source, table)):
                if not _keep(source, reader, batch):
                    return False
                if time.monotonic() > ends:
                    return True
    except (UnreadableTable, UnsafeArchive) as error:
        _finish(source, Stage.UNREADABLE, str(error))
    else:
        empty = not source.rows.exists()
        said = _("There are no rows under the names of the columns.") if empty else ""
        _finish(source, Stage.UNREADABLE if empty else Stage.CHECKED, said)
    return False


def _epoch(table: Table) -> datetime:
    return table.epoch if isinstance(table, XlsxTable) else WINDOWS_EPOCH


def _rows(source: Import, table: Table) -> Iterator[Row]:
    """The rows under the names of the columns that were not read yet."""
    count = source.rows.count()
    after = max(source.header_row, source.rows_read)
    is_ours = (source.looked or {}).get("is_ours", False)
    for row in rows(table, source.sheet):
        if row.number <= after:
            continue
        count += 1
        if count > MOST_ROWS:
            raise UnreadableTable(
                _("There are more than %(most)d rows. Divide the table, and send the parts.")
                % {"most": MOST_ROWS}
            )
        if is_ours:
            row.cells = [as_it_was(cell) for cell in row.cells]
        yield row


def _batches(found: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(found, AT_ONCE)):
        yield batch


def _keep(source: Import, reader: RowReader, batch: Sequence[Row]) -> bool:
    """Read these rows and keep what was found; False when this run is no longer needed."""
    read = [(row, *reader.read(row.cells, row.flaws)) for row in batch]
    keys = {row.number: reader.keys_of(said, row.cells) for row, said, _problems in read if said}
    with transaction.atomic():
        current = Import.objects.select_for_update().get(pk=source.pk)
        if current.stage != Stage.CHECKING or current.rows_read != source.rows_read:
            return False
        known = _known(current, keys.values())
        made = [_row(source, row, said, problems, keys, known) for row, said, problems in read]
        ImportRow.objects.bulk_create(made)
        for row in made:
            if row.state == RowState.WRONG:
                _count(current, row.problems)
        current.rows_read, current.touched_at = batch[-1].number, clock.now()
        current.save(update_fields=["rows_read", "found", "touched_at"])
    source.rows_read = current.rows_read
    return True


def _known(source: Import, rows: Collection[Keys]) -> dict[UUID, str]:
    """{key: what has it already}: a contribution, or a row above in the same table."""
    above = source.rows.filter(submission_key__in={keys.own for keys in rows}, state=RowState.VALID)
    known = {
        row.submission_key: as_above(row.number) for row in above.only("number", "submission_key")
    }
    return known | {
        keys.own: already(earlier.reference) for keys, earlier in already_in(rows).items()
    }


def _row(
    source: Import,
    row: Row,
    said: Said | None,
    problems: list[Problem],
    keys: dict[int, Keys],
    known: dict[UUID, str],
) -> ImportRow:
    key = keys[row.number].own if said else None
    made = ImportRow(
        source=source,
        number=row.number,
        cells=row.cells,
        state=RowState.VALID if said else RowState.WRONG,
        problems=[problem.as_json() for problem in problems],
        submission_key=key,
    )
    if key is not None and key in known:
        made.state, made.problems = RowState.DOUBLE, [Problem(None, known[key]).as_json()]
    elif key is not None:
        known[key] = as_above(row.number)
    return made


def already(reference: str) -> str:
    """What is said of a row that is on the track."""
    return _("Is already in, as %(reference)s.") % {"reference": reference}


def as_above(number: int) -> str:
    """What is said of a row that stands twice in one table."""
    return _(
        "Is the same as row %(row)d. Is it another contribution? Give both rows a reference of "
        "their own."
    ) % {"row": number}


def _count(source: Import, problems: list[list[object]]) -> None:
    for column, said, _quote in problems:
        message = _QUOTED.sub("…", str(said))
        if message in source.found or len(source.found) < MOST_FOUND:
            per_column = source.found.setdefault(message, {})
            name = "" if column is None else str(column)
            per_column[name] = per_column.get(name, 0) + 1


def _finish(source: Import, stage: Stage, unreadable: str) -> None:
    Import.objects.filter(pk=source.pk, stage=Stage.CHECKING).update(
        stage=stage, unreadable=unreadable, touched_at=clock.now()
    )
