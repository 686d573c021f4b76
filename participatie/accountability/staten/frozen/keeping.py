"""What a frozen copy keeps of an account, as plain values, and how to read it again.

Only what the account tells everyone: figures, summaries, published answers and changes. Before the
answers are published that is what came in.
"""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from participatie.accountability.figures import Door, Numbers, ThemeFigures
from participatie.accountability.nota.models import NotaVersion
from participatie.accountability.nota.reading import Nota
from participatie.accountability.overview import ChangePlace, Overview
from participatie.accountability.staten.checks import Check
from participatie.core import clock
from participatie.pipeline.statuses import Channel

Facts = dict[str, dict[str, dict[str, Any]]]
"""{section: {reference: {field: value}}}."""
CONTRIBUTIONS, POINTS, ANSWERS, CHANGES = "contributions", "points", "answers", "changes"
SECTIONS = (CONTRIBUTIONS, POINTS, ANSWERS, CHANGES)


def figures(seen: Overview, asked: Sequence[Check], nota: NotaVersion | None) -> dict[str, Any]:
    """The numbers of an account, what the questions of completeness said, and which nota it was."""
    return {
        "nota": {"version": nota.number, "named": nota.named} if nota else None,
        "doors": [asdict(door) for door in seen.doors],
        "numbers": asdict(seen.numbers) | {"missing": list(seen.numbers.missing)},
        "themes": [asdict(theme) for theme in seen.themes],
        "flows": [[door, outcome, count] for (door, outcome), count in sorted(seen.flows.items())],
        "changes": [change.number for change in seen.changes],
        "led_to_change": seen.led_to_change,
        "checks": [
            {
                "question": check.question,
                "numbers": check.numbers if check.total else "",
                "state": check.state,
            }
            for check in asked
        ],
    }


def restored(kept: dict[str, Any]) -> Overview:
    """The numbers as they were; without the keys of answers and changes, which are not kept."""
    doors = [_known(Door, door) | {"channel": Channel(door["channel"])} for door in kept["doors"]]
    numbers = kept["numbers"] | {"missing": tuple(kept["numbers"]["missing"])}
    return Overview(
        doors=[Door(**door) for door in doors],
        numbers=Numbers(**numbers),
        themes=[ThemeFigures(**_known(ThemeFigures, theme)) for theme in kept["themes"]],
        answers=[],
        changes=[ChangePlace(pk=0, number=number, answers=()) for number in kept["changes"]],
        led_to_change=kept["led_to_change"],
        flows={(door, outcome): count for door, outcome, count in kept["flows"]},
    )


def _known(kind: type, values: dict[str, Any]) -> dict[str, Any]:
    """What this release knows of the values that an earlier one kept."""
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def facts(read: Nota) -> Facts:
    """What can be compared later, by reference."""
    themes = {theme.pk: theme.name for theme in read.overview.themes}
    return {
        CONTRIBUTIONS: {
            it.reference: {
                "door": str(it.channel),
                "day": clock.day_of(it.received_at).isoformat(),
                "status": str(it.status),
                "in_time": str(it.timeliness),
            }
            for it in read.contributions
        },
        POINTS: {
            point.reference: {
                "theme": themes.get(point.theme, ""),
                "summary": point.summary,
                "answer": answer.reference if (answer := read.answer_to(point)) else "",
            }
            for it in read.contributions
            for point in it.points
        },
        ANSWERS: {
            answer.reference: {
                "outcome": str(answer.outcome),
                "plain": answer.plain,
                "reason": answer.reason,
            }
            for answer in read.answers
        },
        CHANGES: {
            change.reference: {
                "place": change.place,
                "before": change.before,
                "after": change.after,
                "explanation": change.explanation,
                "answers": [answer.reference for answer in change.answers],
            }
            for change in read.changes
        },
    }
