"""The rooms of the building that the logged-in person may enter, for the staff menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participatie.accounts.roles import Role

ROOMS = (
    (_("Frontdesk"), "desk:home", {Role.CLERK}),
    (_("Post"), "post:piles", {Role.CLERK}),
    (_("Handling"), "triage:queue", {Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER}),
    (_("Questions of the Provincial Council"), "questions:all", {Role.EXECUTIVE}),
    (_("Provincial Council"), "staten:home", {Role.COUNCILLOR, Role.EXECUTIVE, Role.REGISTRY}),
    (_("Website"), "wagtailadmin_home", {Role.EDITOR, Role.ADMINISTRATOR}),
    (_("Outages"), "outages:list", {Role.EDITOR, Role.ADMINISTRATOR}),
    (_("Mailboxes"), "mails:mailboxes", {Role.ADMINISTRATOR}),
    (_("Algorithms"), "switches:list", {Role.ADMINISTRATOR}),
)


def rooms_of(user: Any) -> list[tuple[Any, str]]:
    """(name, address) of each room that `user` may enter; none for visitors."""
    if not user.is_authenticated:
        return []
    return [(name, reverse(url_name)) for name, url_name, roles in ROOMS if user.has_role(*roles)]


def staff_rooms(request: HttpRequest) -> dict[str, Any]:
    """`staff_rooms`: a list of {name, url, current}; empty for visitors."""
    user = getattr(request, "user", None)
    if user is None:
        return {"staff_rooms": []}
    rooms = [{"name": name, "url": url, "current": False} for name, url in rooms_of(user)]
    # One room can lie inside another: the innermost is where one is.
    here = [room for room in rooms if request.path.startswith(room["url"])]
    if here:
        max(here, key=lambda room: len(room["url"]))["current"] = True
    return {"staff_rooms": rooms}
