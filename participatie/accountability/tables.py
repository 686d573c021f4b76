"""The figures as tables: the same rows on every page, in the nota and in the PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from participatie.accountability.figures import Door, ThemeFigures
from participatie.accountability.overview import UNANSWERED, Overview
from participatie.pipeline.statuses import Channel, Outcome

Cell = str | dict[str, str]
"""Text, or {text, url}."""


@dataclass(frozen=True)
class Table:
    """Columns of which all but the first hold numbers, rows, and maybe a last row of totals."""

    caption: str
    names: list[str]
    rows: list[list[Cell]]
    total: list[Cell] = field(default_factory=list)

    @property
    def columns(self) -> list[dict[str, Any]]:
        """As components/table.html wants them."""
        return [{"label": name, "numeric": place > 0} for place, name in enumerate(self.names)]

    def without_zeros(self) -> "Table":
        """The same without the columns and rows in which nothing is counted."""

        def counts(cells: Sequence[Cell]) -> bool:
            return any((c["text"] if isinstance(c, dict) else c) != "0" for c in cells)

        rows = [row for row in self.rows if counts(row[1:])]
        kept = [p for p in range(len(self.names)) if not p or counts([row[p] for row in rows])]
        return Table(
            self.caption,
            [self.names[place] for place in kept],
            [[row[place] for place in kept] for row in rows],
            [self.total[place] for place in kept] if self.total else [],
        )

    def as_block(self, widths: Sequence[float]) -> dict[str, Any]:
        """As templates/pdf/base.typ wants it; `widths` are shares of the line."""
        rows = [*self.rows, self.total] if self.total else self.rows
        return {
            "type": "table",
            "caption": self.caption,
            "columns": self.names,
            "widths": list(widths),
            "rows": [[c["text"] if isinstance(c, dict) else c for c in row] for row in rows],
            "numbers": True,
            "total": bool(self.total),
        }


def numbers(*values: int) -> list[Cell]:
    """Numbers as cells."""
    return [number_format(value, force_grouping=True) for value in values]


def doors(seen: Overview) -> Table:
    """What came in by each door and what became of it."""

    def row(door: Door) -> list[Cell]:
        return [
            door.label,
            *numbers(
                door.received,
                door.in_time,
                door.late,
                door.counted,
                door.inadmissible,
                door.withdrawn,
                door.to_judge,
            ),
        ]

    return Table(
        caption=_("Contributions by door"),
        names=[
            _("Door"),
            _("Received"),
            _("In time"),
            _("Late"),
            _("Counted"),
            _("Not admissible"),
            _("Withdrawn"),
            _("Still to judge"),
        ],
        rows=[row(door) for door in seen.doors],
        total=row(seen.total),
    )


def themes(
    seen: Overview,
    address: Callable[[ThemeFigures], str] = lambda _theme: "",
    *,
    lettered: bool = True,
) -> Table:
    """Points of each theme with their outcomes; `address` says where its answers are.

    `lettered`: with the letter that a theme has now. Another theme has it once one is empty.
    """
    rows: list[list[Cell]] = []
    for theme in seen.themes:
        name = f"{theme.code}. {theme.name}" if lettered else theme.name
        url = address(theme)
        rows.append(
            [
                {"text": name, "url": url} if url else name,
                *numbers(theme.points, theme.answered, *theme.outcome_numbers),
            ]
        )
    return Table(
        caption=_("Points by theme and outcome"),
        names=[_("Theme"), _("Points"), _("Answered"), *outcomes()],
        rows=rows,
        total=[_("Together"), *numbers(seen.points, seen.answered, *seen.outcomes.values())],
    )


def doors_and_outcomes(seen: Overview) -> Table:
    """Points by the door that they came by and the outcome that they got."""
    outcomes = [*Outcome.values, UNANSWERED]

    def row(name: str, doors: Sequence[str]) -> list[Cell]:
        counts = [sum(seen.flows.get((door, o), 0) for door in doors) for o in outcomes]
        return [name, *numbers(*counts, sum(counts))]

    return Table(
        caption=_("Points by door and outcome"),
        names=[_("Door"), *(name for _key, name in outcome_names()), _("Together")],
        rows=[row(str(door.label).capitalize(), [door]) for door in Channel],
        total=row(_("Together"), Channel.values),
    )


def outcome_names() -> list[tuple[str, str]]:
    """(outcome, in words), in the fixed order; points without an answer come last."""
    named = [(str(outcome), str(outcome.label).capitalize()) for outcome in Outcome]
    return [*named, (UNANSWERED, _("Not answered yet"))]


def outcomes() -> list[str]:
    """A column for each outcome, in the fixed order."""
    return [str(outcome.label).capitalize() for outcome in Outcome]
