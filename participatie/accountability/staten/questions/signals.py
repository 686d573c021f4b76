"""What questions ask attention for on the page of all consultations."""

from collections.abc import Mapping, Sequence

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from participatie.accountability.staten.questions.models import Question
from participatie.accountability.staten.questions.reading import OPEN, overdue
from participatie.accountability.staten.signals import Signal
from participatie.pipeline.models import Consultation


def waiting(consultations: Sequence[Consultation]) -> Mapping[int, Sequence[Signal]]:
    """Of each consultation the questions that wait for a reply, and those that waited too long;
    1 query."""
    slugs = {each.pk: each.slug for each in consultations}
    rows = (
        Question.objects.filter(OPEN, consultation__in=slugs)
        .order_by()
        .values_list("consultation")
        .annotate(count=Count("pk"), late=Count("pk", filter=overdue()))
    )
    return {pk: _signals(slugs[pk], count, late) for pk, count, late in rows}


def _signals(slug: str, count: int, late: int) -> list[Signal]:
    url = reverse("questions:of", args=[slug])
    found = []
    if late:
        text = ngettext("%(count)d reply is overdue", "%(count)d replies are overdue", late)
        found.append(Signal(text % {"count": late}, f"{url}?tonen=te-laat", "danger"))
    if count > late:
        text = ngettext(
            "%(count)d question waits for a reply",
            "%(count)d questions wait for a reply",
            count - late,
        )
        found.append(Signal(text % {"count": count - late}, f"{url}?tonen=open"))
    return found
