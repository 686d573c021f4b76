"""From what a clerk types to the consultation that is meant."""

from django.db.models import Case, IntegerField, Q, QuerySet, When

from participatie.core import algorithms
from participatie.intake.algorithms import MATCHING
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries.consultations import with_stage
from participatie.pipeline.statuses import Stage

MOST = 8
"""So many are offered; somebody who sees more than that types another word."""
MOST_IN_A_LIST = 200


def choosable() -> QuerySet[Consultation]:
    """Consultations not decided yet, the open ones first, to pick from."""
    first = Case(When(stage_now=Stage.OPEN, then=0), default=1, output_field=IntegerField())
    return with_stage().exclude(stage_now=Stage.DECIDED).order_by(first, "closes_on", "pk")


def offered() -> QuerySet[Consultation]:
    """Those of them that are in the list from which a clerk picks while typing."""
    return choosable()[:MOST_IN_A_LIST]


def matching(typed: str) -> list[Consultation]:
    """The consultations that `typed` may mean: one when it is clear, at most `MOST`.

    Typed may be the prefix of the numbers, the full name as offered, or parts of the title.
    Decided ones are only meant when no other fits. While the algorithm is switched off, only
    what names one consultation exactly finds it.
    """
    words = typed.split()
    if not words:
        return []
    exact = Consultation.objects.filter(prefix__iexact=words[0]).first()
    if exact is not None and (len(words) == 1 or str(exact).split() == words):
        return [exact]
    if not algorithms.is_on(MATCHING.slug):
        return []
    fits = Q()
    for word in words:
        fits &= Q(title__icontains=word) | Q(prefix__istartswith=word)
    return list(choosable().filter(fits)[:MOST]) or list(
        Consultation.objects.filter(fits, decided_at__isnull=False)[:MOST]
    )


def only_open() -> Consultation | None:
    """The one consultation that is open now, when there is just one."""
    if not algorithms.is_on(MATCHING.slug):
        return None
    found = list(choosable().filter(stage_now=Stage.OPEN)[:2])
    return found[0] if len(found) == 1 else None
