"""The rooms of the building that the logged-in person may enter, for the staff menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from participatie.accounts.roles import Role

ROOMS = (
    (_("Frontdesk"), "desk:home", {Role.CLERK}),
    (_("Post"), "desk:post", {Role.CLERK}),
    (_("Handling"), "triage:queue", {Role.HANDLER, Role.APPROVER}),
    (_("Provincial Council"), "staten:home", {Role.COUNCILLOR, Role.REGISTRY}),
    (_("Website"), "wagtailadmin_home", {Role.EDITOR, Role.ADMINISTRATOR}),
)


def staff_rooms(request: HttpRequest) -> dict[str, Any]:
    """`staff_rooms`: a list of {name, url, current}; empty for visitors."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"staff_rooms": []}
    rooms: list[dict[str, Any]] = []
    for name, url_name, roles in ROOMS:
        if user.has_role(*roles):
            try:
                url = reverse(url_name)
            except NoReverseMatch:
                continue
            rooms.append({"name": name, "url": url, "current": False})
    # One room can lie inside another: the innermost is where one is.
    here = [room for room in rooms if request.path.startswith(room["url"])]
    if here:
        max(here, key=lambda room: len(room["url"]))["current"] = True
    return {"staff_rooms": rooms}
