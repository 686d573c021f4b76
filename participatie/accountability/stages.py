"""How far a consultation is and what comes next, for who looks from outside."""

from typing import Any

from django.utils.translation import gettext as _

from participatie.core.templatetags.prose import nl_date
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Stage


def steps(consultation: Consultation) -> list[dict[str, Any]]:
    """The way of a consultation for the timeline: what was done, what is being done, what comes."""
    stage = consultation.stage
    is_over = stage not in (Stage.ANNOUNCED, Stage.OPEN)
    expected = consultation.decision_expected_on
    rows: list[dict[str, Any]] = [
        {
            "title": _("Everyone can respond"),
            "done": is_over,
            "date": _("from %(first)s to %(last)s")
            % {"first": nl_date(consultation.opens_on), "last": nl_date(consultation.closes_on)},
        },
        {
            "title": _("We read every contribution and answer every point"),
            "done": bool(consultation.answers_published_at),
        },
        {
            "title": _("The answers are published"),
            "done": bool(consultation.answers_published_at),
            "date": consultation.answers_published_at,
            "text": ""
            if consultation.answers_published_at
            else _("On this page, and to each sender by the way they chose."),
        },
        {
            "title": _("The decision is made"),
            "done": bool(consultation.decided_at),
            "date": consultation.decided_at,
            "text": ""
            if consultation.decided_at or not expected
            else _("Expected on %(day)s.") % {"day": nl_date(expected)},
        },
    ]
    current = next((row for row in rows if not row["done"]), None)
    for row in rows:
        row["state"] = "checked" if row.pop("done") else "not-checked"
        if row is current and stage != Stage.ANNOUNCED:
            row["state"] = "current"
    return rows
