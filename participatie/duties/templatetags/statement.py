"""The accessibility statement, for the page of an editor."""

from django import template
from django.conf import settings

from participatie.duties.models import AccessibilityStatement

register = template.Library()


@register.inclusion_tag("duties/statement.html")
def accessibility_statement() -> dict[str, object]:
    """What the law wants told: status, what does not work yet, and how to report something."""
    return {"statement": AccessibilityStatement.load(), "address": settings.BASE_URL}
