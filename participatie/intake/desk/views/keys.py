"""The list of keys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.crumbs import CRUMBS
from participatie.intake.desk.keys import PLACES


@require_safe
@role_required(Role.CLERK)
def all_keys(request: HttpRequest) -> HttpResponse:
    """Which keys do something, page by page, and what to press with them."""
    return render(request, "desk/keys.html", {"crumbs": CRUMBS, "places": PLACES})
