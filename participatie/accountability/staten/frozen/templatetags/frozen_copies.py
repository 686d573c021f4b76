"""What pages of the account say of the copies that were frozen."""

from typing import Any

from django import template

from participatie.accountability.staten.frozen.copies import copies
from participatie.pipeline.models import Consultation

register = template.Library()
MOST = 20


@register.inclusion_tag("accountability/frozen_copies.html")
def frozen_copies(consultation: Consultation) -> dict[str, Any]:
    """The newest copies that everyone may read; nothing without one."""
    found = copies(consultation).filter(has_nota=True)[:MOST]
    return {"copies": found, "consultation": consultation}
