"""What became of a contribution, in sentences: the same at the desk, on the telephone and on the
sender's own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.core.templatetags.page import as_written
from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import kinds, timeliness
from participatie.pipeline.models import Answer, Change, Contribution, Event, Point
from participatie.pipeline.statuses import AnswerStatus, Outcome, Status

OUTCOMES: dict[str, Any] = {
    Outcome.ADOPTED: gettext_lazy("We do this. The text changes."),
    Outcome.PARTLY_ADOPTED: gettext_lazy("We do a part of this. The text changes."),
    Outcome.NOT_ADOPTED: gettext_lazy("We do not do this."),
    Outcome.ALREADY_IN_PLAN: gettext_lazy("This was in the plan already."),
    Outcome.NOTED: gettext_lazy("We have noted this. It changes nothing in the text."),
    Outcome.OUT_OF_SCOPE: gettext_lazy("This is not what the decision is about."),
}


def in_short(contribution: Contribution, facts: dict[str, Event]) -> str:
    """How far it is, in one sentence to begin with. `facts` from `facts_of`."""
    consultation = contribution.consultation
    match contribution.status:
        case Status.WITHDRAWN:
            return _("This contribution was withdrawn on %(day)s.") % _day(facts, kinds.WITHDRAWN)
        case Status.INADMISSIBLE:
            reason = as_written(contribution.admissibility_reason)
            return format_html("{} {}", _("Your contribution is not taken into account:"), reason)
        case Status.ANSWERED if consultation.decided_at:
            return _("Your contribution was answered on %(day)s, and the decision was made.") % {
                "day": nl_date(consultation.answers_published_at)
            }
        case Status.ANSWERED:
            return _("Your contribution was answered on %(day)s.") % {
                "day": nl_date(consultation.answers_published_at)
            }
        case Status.ADMITTED:
            return _("Your contribution of %(day)s is being answered.") % {
                "day": nl_date(contribution.received_at)
            }
    return _("We received your contribution on %(day)s. We still have to look at it.") % {
        "day": nl_date(contribution.received_at)
    }


def facts_of(contribution: Contribution) -> dict[str, Event]:
    """{kind: the latest event of that kind} of a contribution."""
    return {event.kind: event for event in contribution.events.all()}


def steps(contribution: Contribution, facts: dict[str, Event]) -> list[dict[str, Any]]:
    """The way it goes, for the timeline: what was done, what is being done, what comes."""
    consultation = contribution.consultation
    done: list[dict[str, Any]] = [
        {
            "title": _("Received"),
            "state": "checked",
            "date": contribution.received_at,
            "text": timeliness.explain(contribution),
        }
    ]
    for status, kind, title in (
        (Status.WITHDRAWN, kinds.WITHDRAWN, _("Withdrawn")),
        (Status.INADMISSIBLE, kinds.DECLINED, _("Not taken into account")),
    ):
        if contribution.status == status:
            event = facts.get(kind)
            return [
                *done,
                {
                    "title": title,
                    "state": "warning",
                    "date": event.at if event else None,
                    "text": as_written(event.data.get("reason", "")) if event else "",
                },
            ]
    admitted = facts.get(kinds.ADMITTED)
    ahead = [
        {"title": _("Looked at"), "date": admitted.at if admitted else None},
        {"title": _("Answered"), "date": consultation.answers_published_at},
        {
            "title": _("Decided"),
            "date": consultation.decided_at,
            "text": _expected(contribution) if consultation.decided_at is None else "",
        },
    ]
    current_found = False
    for step in ahead:
        step["state"] = "checked" if step["date"] else "not-checked"
        if not step["date"] and not current_found:
            step["state"], current_found = "current", True
    return done + ahead


@dataclass(frozen=True)
class Told:
    """What may be told of a point: its answer only once that is published."""

    point: Point
    answer: Answer | None
    outcome: str
    changes: list[Change]
    shown_before: list[tuple[Change, Point]]
    """Changes that were told of with an earlier point already, each with that point."""


def told_of(points: Iterable[Point]) -> list[Told]:
    """What the sender may hear of these points now; each change is told of once."""
    first: dict[int, Point] = {}
    told = []
    for point in points:
        answer = point.answer
        if answer is None or answer.status != AnswerStatus.PUBLISHED:
            told.append(Told(point, None, "", [], []))
            continue
        changes = [change for change in answer.changes.all() if change.removed_at is None]
        before = [(change, first[change.pk]) for change in changes if change.pk in first]
        changes = [change for change in changes if first.setdefault(change.pk, point) is point]
        told.append(Told(point, answer, str(OUTCOMES[answer.outcome]), changes, before))
    return told


def _expected(contribution: Contribution) -> str:
    day = contribution.consultation.decision_expected_on
    return _("Expected on %(day)s.") % {"day": nl_date(day)} if day else ""


def _day(facts: dict[str, Event], kind: str) -> dict[str, str]:
    return {"day": nl_date(facts[kind].at if kind in facts else None)}
