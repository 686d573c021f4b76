"""Which reports of meetings everybody may read."""

from django.db.models import QuerySet, Subquery

from participatie.intake.meeting.models import Meeting
from participatie.pipeline.models import Consultation


def public(consultation: Consultation) -> list[Meeting]:
    """The meetings of a consultation whose report is public, in order of day; one query."""
    return list(_ready().filter(consultation=consultation).order_by("held_on", "report_ready_at"))


def latest() -> Subquery:
    """For a query on the side: when a report became public last, of any consultation."""
    return Subquery(_ready().order_by("-report_ready_at").values("report_ready_at")[:1])


def _ready() -> QuerySet[Meeting]:
    return Meeting.objects.filter(report_ready_at__isnull=False)
