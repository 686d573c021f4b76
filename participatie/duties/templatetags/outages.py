"""What pages for everyone say while people cannot reach us, and after it."""

from typing import Any

from django import template

from participatie.duties import outages
from participatie.pipeline.models import Consultation

register = template.Library()


@register.inclusion_tag("duties/outage_banner.html")
def outages_of(consultation: Consultation | str | None) -> dict[str, Any]:
    """A notice for each outage that matters to this consultation; nothing without one.

    Templates give an empty text for what is not there, as in the preview of a new page.
    """
    if not isinstance(consultation, Consultation):
        return {"told": []}
    return {"told": outages.of_consultation(consultation)}


@register.inclusion_tag("duties/outage_banner.html")
def outages_now() -> dict[str, Any]:
    """A notice for each outage of now, whichever consultations it hinders."""
    return {"told": outages.going_on(), "names_consultations": True}
