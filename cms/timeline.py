"""The way from announcement to decision, with what the editor put on it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.moments import Moment
from participatie.core import clock
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Stage

NOW_AT = {
    Stage.ANNOUNCED: "announced",
    Stage.OPEN: "opens",
    Stage.CLOSED: "answers",
    Stage.ANSWERING: "answers",
    Stage.DECIDED: "decision",
}
ORDER = ("announced", "opens", "closes", "answers", "decision")
WORDS = {
    "announced": _("Announced"),
    "opens": _("First day to respond"),
    "closes": _("Last day to respond"),
    "answers": _("The answers"),
    "decision": _("The decision"),
}
WORDS_NOW = {"opens": _("You can respond"), "answers": _("We answer")}
"""What a step is called while the procedure is in it."""


def steps(
    consultation: Consultation, moments: Sequence[Moment] = (), written_in: str = ""
) -> list[dict[str, Any]]:
    """Rows for the component, by day; where the procedure is now has the state `current`.

    `written_in` is the language of the moments.
    """
    rows = [*_of_the_procedure(consultation), *_of_the_editor(moments, written_in)]
    return [row for _day, row in sorted(rows, key=lambda row: row[0])]


def _of_the_procedure(consultation: Consultation) -> list[tuple[date, dict[str, Any]]]:
    announced = clock.day_of(consultation.put_in_force_at) if consultation.put_in_force_at else None
    answered = consultation.answers_published_at
    decided = consultation.decided_at
    expected = consultation.decision_expected_on
    closes = consultation.closes_on
    answered_on = clock.day_of(answered) if answered else closes + timedelta(days=1)
    decided_on = clock.day_of(decided) if decided else expected
    days = {
        "announced": (min(announced or consultation.opens_on, consultation.opens_on), announced),
        "opens": (consultation.opens_on, consultation.opens_on),
        "closes": (closes, closes),
        "answers": (answered_on, answered),
        # The last of all, also when its day is not known or was passed.
        "decision": (max(decided_on or date.max, answered_on), decided_on),
    }
    at = ORDER.index(NOW_AT[consultation.stage])
    rows = []
    for number, name in enumerate(ORDER):
        place, shown = days[name]
        state = "checked" if number < at else "current" if number == at else "not-checked"
        words = WORDS | WORDS_NOW if state == "current" else WORDS
        row = {"title": str(words[name]), "date": shown, "state": state}
        if name == "decision" and expected and not decided:
            row["date"] = gettext("expected on %(day)s") % {"day": date_format(expected, "j F Y")}
        rows.append((place, row))
    return rows


def _of_the_editor(moments: Sequence[Moment], written_in: str) -> list[tuple[date, dict[str, Any]]]:
    return [
        (
            moment.day,
            {
                "title": moment.title,
                "written_in": written_in,
                "text": moment.details,
                "date": moment.when,
                "state": "checked" if moment.is_over else "not-checked",
            },
        )
        for moment in moments
    ]
