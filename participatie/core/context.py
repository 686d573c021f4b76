"""What every template may count on."""

from django.http import HttpRequest

from participatie.core.organisation import Organisation, details


def organisation(request: HttpRequest) -> dict[str, Organisation]:
    """The `organisation` variable of every page."""
    return {"organisation": details()}
