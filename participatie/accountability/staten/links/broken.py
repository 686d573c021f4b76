"""Links that lead nowhere, or to something else than they did."""

from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from participatie.accountability.staten.links.models import CouncilLink, LinkState
from participatie.accountability.staten.signals import Signal
from participatie.pipeline.models import Consultation

BROKEN = (LinkState.CHANGED, LinkState.GONE, LinkState.UNREACHABLE)


def signals(consultations: Sequence[Consultation]) -> dict[int, list[Signal]]:
    """The links of these consultations that the griffie should look at; 1 query."""
    slugs = {consultation.pk: consultation.slug for consultation in consultations}
    rows = CouncilLink.objects.filter(
        consultation__in=slugs, removed_at=None, state__in=BROKEN
    ).order_by()
    return {
        key: [Signal(text=_words(count), url=reverse("links:list", args=[slugs[key]]))]
        for key, count in rows.values_list("consultation").annotate(Count("pk"))
    }


def _words(count: int) -> str:
    return ngettext("%(number)s link to look at", "%(number)s links to look at", count) % {
        "number": number_format(count)
    }
