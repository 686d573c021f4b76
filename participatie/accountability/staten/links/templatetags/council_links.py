"""The papers of the council beside the account, for everyone."""

from typing import Any

from django import template

from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.staten.links.models import CouncilLink, LinkState
from participatie.pipeline.models import Consultation

register = template.Library()
MOST = 50


@register.inclusion_tag("accountability/council_links.html")
def council_links(consultation: Consultation, copy: FrozenCopy | None = None) -> dict[str, Any]:
    """The links of a consultation, or of this copy of it; those that lead nowhere are left out."""
    found = CouncilLink.objects.filter(consultation=consultation, copy=copy, removed_at=None)
    return {"links": found.exclude(state=LinkState.GONE)[:MOST], "copy": copy}
