"""News on pages of others."""

from typing import Any

from django import template

from participatie.news import following, items
from participatie.news.forms import SubscribeForm
from participatie.news.listing import rows
from participatie.pipeline.models import Consultation

register = template.Library()

FEW = 3
"""How many items stand on the page of a consultation."""


@register.simple_tag
def news_of(consultation: Consultation) -> dict[str, Any]:
    """`rows`, `ways` and `form` for the page of a consultation; one query."""
    return {
        "rows": rows(items.on_show(consultation)[:FEW], within=consultation),
        "ways": following.ways(consultation),
        "form": SubscribeForm(auto_id="follow_%s"),
    }
