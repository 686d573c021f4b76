"""The consultations of the demo to which people can respond at this moment."""

from django.db.models import QuerySet

from participatie.pipeline.models import Consultation
from participatie.pipeline.queries.consultations import with_stage
from participatie.pipeline.statuses import Stage


def open_now() -> QuerySet[Consultation]:
    """Those that are open, the one that closes first at the head."""
    return with_stage().filter(stage_now=Stage.OPEN).order_by("closes_on", "pk")
