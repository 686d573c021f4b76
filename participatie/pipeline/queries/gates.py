"""What stands in the way of publishing: completeness, checked on the record itself."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Answer, Consultation, Decision, Point
from participatie.pipeline.refusals import Problem
from participatie.pipeline.statuses import (
    FIXED,
    LEADS_TO_CHANGE,
    AnswerStatus,
    ChangeOrigin,
    Status,
)


def before_publishing_answers(consultation: Consultation) -> list[Problem]:
    """Everything that must be done before the answers of this consultation can be published."""
    contributions = consultation.contributions.select_related("consultation")
    problems = [
        Problem(
            _("Contribution %(reference)s has not been judged: admitted or not?")
            % {"reference": contribution.reference},
            contribution,
        )
        for contribution in contributions.filter(status=Status.RECEIVED)
    ]
    without_points = contributions.filter(status=Status.ADMITTED).exclude(
        points__in=Point.objects.filter(removed_at=None)
    )
    problems += [
        Problem(
            _("Contribution %(reference)s has no points yet.")
            % {"reference": contribution.reference},
            contribution,
        )
        for contribution in without_points
    ]
    unanswered = (
        Point.objects.filter(
            contribution__consultation=consultation,
            contribution__status=Status.ADMITTED,
            removed_at=None,
        )
        .exclude(answer__status__in=FIXED)
        .select_related("contribution__consultation", "answer__consultation")
    )
    for point in unanswered:
        if point.answer is None:
            text = _("Point %(point)s has no answer.") % {"point": point.reference}
        else:
            text = _("Point %(point)s: answer %(answer)s has not been approved.") % {
                "point": point.reference,
                "answer": point.answer.reference,
            }
        problems.append(Problem(text, point))
    return problems + _without_change(consultation)


def _without_change(consultation: Consultation) -> list[Problem]:
    leading = consultation.answers.filter(
        status__in=FIXED, outcome__in=LEADS_TO_CHANGE, points__isnull=False
    )
    unchanged = leading.exclude(changes__removed_at=None, changes__isnull=False)
    return [
        Problem(
            _("Answer %(reference)s says that the text changes, but no change names it.")
            % {"reference": answer.reference},
            answer,
        )
        for answer in unchanged.select_related("consultation").distinct()
    ]


def before_adopting(decision: Decision) -> list[Problem]:
    """Everything that must be done before this decision can be adopted and published."""
    consultation = decision.consultation
    problems = []
    if consultation.answers_published_at is None and consultation.last_number:
        problems.append(
            Problem(_("The answers of this consultation have not been published."), consultation)
        )
    problems += _without_change(consultation)
    changes = decision.changes.filter(removed_at=None).select_related("decision__consultation")
    for change in changes.filter(origin=ChangeOrigin.ANSWERS, answers=None):
        problems.append(
            Problem(
                _("Change %(reference)s says that it comes from contributions, but names none.")
                % {"reference": change.reference},
                change,
            )
        )
    agreeing = Q(outcome__in=LEADS_TO_CHANGE)
    if consultation.answers_published_at:
        agreeing &= Q(status=AnswerStatus.PUBLISHED)
    contradicting = (
        Answer.objects.filter(changes__in=changes)
        .exclude(agreeing)
        .select_related("consultation")
        .distinct()
    )
    for answer in contradicting:
        problems.append(
            Problem(
                _(
                    "A change names answer %(reference)s, but its published outcome does not say "
                    "that the text changes."
                )
                % {"reference": answer.reference},
                answer,
            )
        )
    return problems
