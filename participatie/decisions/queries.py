"""What the pages about a decision show, at a fixed number of queries."""

from django.db.models import Case, Count, Q, QuerySet, When
from django.shortcuts import get_object_or_404

from participatie.pipeline.models import Answer, Change, Consultation, Decision
from participatie.pipeline.queries import articles
from participatie.pipeline.queries.articles import Row
from participatie.pipeline.statuses import LEADS_TO_CHANGE


def consultation_or_404(slug: str) -> Consultation:
    """The consultation with its decision, if it has one."""
    return get_object_or_404(Consultation.objects.select_related("decision"), slug=slug)


def decision_of(consultation: Consultation) -> Decision | None:
    """The decision of this consultation, if the draft was cut into articles already."""
    decision: Decision | None = getattr(consultation, "decision", None)
    if decision is not None:
        decision.consultation = consultation
    return decision


def answers_to_choose(consultation: Consultation) -> QuerySet[Answer]:
    """The answers that a change can come from; those that lead to one come first."""
    leads = Case(When(outcome__in=LEADS_TO_CHANGE, then=0), default=1)
    return (
        consultation.answers.filter(points__isnull=False)
        .select_related("consultation")
        .order_by(leads, "number")
        .distinct()
    )


def changes_of(decision: Decision) -> QuerySet[Change]:
    """The changes that hold, with the answers that caused them."""
    return (
        decision.changes.filter(removed_at=None)
        .select_related("decision__consultation")
        .prefetch_related("answers__consultation")
    )


def rows(decision: Decision) -> list[Row]:
    """The articles of the draft in order, each with its change; then the new articles."""
    return articles.rows(decision, changes_of(decision))


def leading_answers(consultation: Consultation) -> QuerySet[Answer]:
    """The answers that say that the text changes, with `change_count`, those without first."""
    return (
        consultation.answers.filter(outcome__in=LEADS_TO_CHANGE, points__isnull=False)
        .select_related("consultation")
        .annotate(
            change_count=Count("changes", filter=Q(changes__removed_at=None), distinct=True),
            point_count=Count("points", distinct=True),
        )
        .order_by("change_count", "number")
    )
