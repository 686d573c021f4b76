"""The nota as data: everything that it tells, in the shape of `nota.schema.json`."""

import hashlib
import json
from pathlib import Path
from typing import Any

from participatie.accountability.account import Done, Given
from participatie.accountability.nota.chapters import adapts, remark
from participatie.accountability.nota.reading import Nota
from participatie.core import clock
from participatie.core.organisation import details

FORMAT = 1
"""Of the data; a reader of an older one still finds everything where it was."""
SCHEMA = Path(__file__).parent / "nota.schema.json"


def facts(nota: Nota) -> dict[str, Any]:
    """What the nota tells, without its number and its moment."""
    consultation = nota.consultation
    return {
        "format": FORMAT,
        "publisher": details().name,
        "consultation": {
            "slug": consultation.slug,
            "prefix": consultation.prefix,
            "title": consultation.title,
            "responsible": consultation.responsible,
            "opens_on": consultation.opens_on.isoformat(),
            "closes_on": consultation.closes_on.isoformat(),
        },
        "decision": nota.decision
        and {
            "title": nota.decision.title,
            "adopted_by": nota.decision.adopted_by,
            "adopted_on": nota.decision.adopted_on and nota.decision.adopted_on.isoformat(),
        },
        "figures": _figures(nota),
        "participation": _participation(nota),
        "themes": [
            {"code": theme.code, "name": theme.name, "points": theme.points}
            for theme in nota.overview.themes
        ],
        "answers": [_answer(answer) for answer in nota.answers],
        "changes": [
            {
                "reference": change.reference,
                "place": change.place,
                "before": change.before,
                "after": change.after,
                "reason": change.explanation,
                "own_motion": change.is_own_motion,
                "answers": [answer.reference for answer in change.answers],
            }
            for change in nota.changes
        ],
        "contributions": _contributions(nota),
    }


def _figures(nota: Nota) -> dict[str, Any]:
    doors = [*nota.overview.doors, nota.overview.total]
    return {
        "doors": [
            {
                "door": door.channel and str(door.channel),
                "received": door.received,
                "in_time": door.in_time,
                "late": door.late,
                "counted": door.counted,
                "inadmissible": door.inadmissible,
                "withdrawn": door.withdrawn,
                "to_judge": door.to_judge,
            }
            for door in doors
        ],
        "points": nota.overview.points,
        "answered": nota.overview.answered,
        "outcomes": nota.overview.outcomes,
        "led_to_change": nota.overview.led_to_change,
        "numbers_missing": list(nota.overview.numbers.missing),
    }


def _participation(nota: Nota) -> dict[str, str] | None:
    account = nota.participation
    if account is None:
        return None
    return {
        "instrument": account.instrument,
        "article": account.article,
        "procedure": account.procedure,
        "who": account.who,
        "how": account.how,
        "results": account.results,
        "policy": account.policy,
    }


def _answer(answer: Done) -> dict[str, Any]:
    return {
        "reference": answer.reference,
        "theme": answer.theme.code if answer.theme else None,
        "outcome": str(answer.outcome),
        "plain": answer.plain,
        "reason": answer.reason,
        "points": [point.reference for point in answer.said],
        "changes": [change.reference for change in answer.changes],
    }


def _contributions(nota: Nota) -> list[dict[str, Any]]:
    themes = {theme.pk: theme.code for theme in nota.overview.themes}

    def points(it: Given) -> list[dict[str, Any]]:
        told = []
        for point in it.points:
            answer = nota.answer_to(point)
            told.append(
                {
                    "reference": point.reference,
                    "theme": themes[point.theme],
                    "summary": point.summary,
                    "answer": answer and answer.reference,
                    "outcome": answer and str(answer.outcome),
                    "adapts": answer and adapts(answer.outcome),
                    "changes": [change.reference for change in answer.changes] if answer else [],
                }
            )
        return told

    return [
        {
            "reference": it.reference,
            "door": str(it.channel),
            "received_on": clock.day_of(it.received_at).isoformat(),
            "timeliness": str(it.timeliness),
            "status": str(it.status),
            "organisation": it.name or None,
            "signed_along": it.signed_along,
            "remark": remark(it),
            "same_as": nota.same_as[it.number].reference if it.number in nota.same_as else None,
            "points": points(it),
        }
        for it in nota.contributions
    ]


def digest(told: dict[str, Any]) -> str:
    """SHA-256 of what is told; the same facts give the same."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def as_json(nota: Nota) -> bytes:
    """The data with the number of the version and its moment. UTF-8."""
    told = {
        "$schema": "nota.schema.json",
        "version": nota.version,
        "as_it_was_at": nota.stamp.at.isoformat(),
        **facts(nota),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
