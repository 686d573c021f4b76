"""What changed in an account since it was frozen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participatie.accountability import tables
from participatie.accountability.nota import reading
from participatie.accountability.overview import Overview, Stamp, overview
from participatie.accountability.staten.frozen import keeping
from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.tables import Cell, Table
from participatie.core.once import once
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Channel, Outcome, Status, Timeliness

NEW, GONE, CHANGED = "new", "gone", "changed"
SECTIONS: dict[str, str | Promise] = {
    keeping.CONTRIBUTIONS: _("Contributions"),
    keeping.POINTS: _("Points"),
    keeping.ANSWERS: _("Answers"),
    keeping.CHANGES: _("Changes of the text"),
}
FIELDS: dict[str, str | Promise] = {
    "door": _("Door"),
    "day": _("Came in"),
    "status": _("Status"),
    "in_time": _("In time"),
    "theme": _("Theme"),
    "summary": _("Summary"),
    "answer": _("Answer"),
    "outcome": _("Outcome"),
    "plain": _("In plain language"),
    "reason": _("Reason"),
    "place": _("Article"),
    "before": _("Before"),
    "after": _("After"),
    "explanation": _("Explanation"),
    "answers": _("Because of"),
}
"""What each kept value is, in words; in the order in which they are shown."""
CODES = {"door": Channel, "status": Status, "in_time": Timeliness, "outcome": Outcome}
OF_TEXT = ("summary", "plain", "reason", "before", "after", "explanation")
"""Values that are texts."""


@dataclass(frozen=True)
class Field:
    """One value of something, then and now, as it was kept; empty where there is none."""

    key: str
    was: Any
    is_now: Any

    @property
    def label(self) -> str:
        """What it is."""
        return str(FIELDS[self.key])

    @property
    def then(self) -> str:
        """What it was, in words."""
        return _in_words(self.key, self.was)

    @property
    def now(self) -> str:
        """What it is now, in words."""
        return _in_words(self.key, self.is_now)

    @property
    def is_text(self) -> bool:
        """Whether it is shown word by word."""
        return self.key in OF_TEXT


@dataclass(frozen=True)
class Difference:
    """Something that is new, gone or changed; `fields` are those that differ."""

    section: str
    reference: str
    kind: str
    fields: tuple[Field, ...]

    @property
    def section_label(self) -> str:
        """What sort of thing it is."""
        return str(SECTIONS[self.section])


def differences(copy: FrozenCopy, at: Stamp) -> list[Difference]:
    """Everything that differs between a copy and the account as it is at this stamp.

    Found once for each state of the record: it takes a second with 15,000 points.
    """
    if copy.stamp == at.key:
        return []
    return once(
        f"frozen-differences-{copy.pk}",
        at.key,
        lambda: list(_compared(copy, keeping.facts(reading.read(copy.consultation, at)))),
    )


def _compared(copy: FrozenCopy, now: keeping.Facts) -> Iterator[Difference]:
    # Before the answers were published there was nothing else that could be compared.
    for section in keeping.SECTIONS if copy.has_nota else (keeping.CONTRIBUTIONS,):
        then_rows, now_rows = copy.facts[section], now[section]
        for reference in sorted(then_rows.keys() | now_rows.keys(), key=_natural):
            then_row, now_row = then_rows.get(reference, {}), now_rows.get(reference, {})
            if then_row != now_row:
                kind = CHANGED if then_row and now_row else GONE if then_row else NEW
                yield Difference(section, reference, kind, tuple(_fields(then_row, now_row)))


def _natural(reference: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", reference)]


def _fields(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Field]:
    for key in FIELDS:
        if then.get(key) != now.get(key):
            yield Field(key, then.get(key), now.get(key))


def _in_words(name: str, value: Any) -> str:
    if not value:
        return ""
    if name in CODES:
        return str(CODES[name](value).label)
    if name == "day":
        return nl_date(date.fromisoformat(value))
    return ", ".join(value) if isinstance(value, list) else str(value)


def figures_that_differ(then: Overview, consultation: Consultation, at: Stamp) -> list[Table]:
    """The tables of figures, only the rows and cells that are other numbers now."""
    now = overview(consultation, at)
    pairs = [
        (tables.doors(then), tables.doors(now)),
        (tables.doors_and_outcomes(then), tables.doors_and_outcomes(now)),
        (tables.themes(then, lettered=False), tables.themes(now, lettered=False)),
    ]
    found = [_differing(*pair) for pair in pairs]
    return [table for table in found if table.rows]


def _differing(then: Table, now: Table) -> Table:
    """“then → now” where they differ; a row that is on one side only stands against zeros."""
    empty: list[Cell] = ["0"] * (len(now.names) - 1)
    before, after = (_by_name(table) for table in (then, now))
    rows: list[list[Cell]] = []
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name, empty), after.get(name, empty)
        if old != new:
            rows.append([name, *(_then_now(*cells) for cells in zip(old, new, strict=True))])
    return Table(caption=now.caption, names=now.names, rows=rows)


def _by_name(table: Table) -> dict[str, list[Cell]]:
    rows = [*table.rows, table.total] if table.total else table.rows
    return {str(row[0]): row[1:] for row in rows}


def _then_now(then: Cell, now: Cell) -> Cell:
    return now if then == now else f"{then} → {now}"
