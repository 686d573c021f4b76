"""What the site adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import advice
from cms.longer_term import FOLLOWED
from cms.models import Area, ConsultationPage, HelpPoint, Subject
from cms.picture_weight import LimitWeight
from cms.scheduling import REFUSED
from participatie.accounts.context import ROOMS
from participatie.accounts.roles import Role


class RoomItem(MenuItem):
    """A way to a room of the record, for who may enter it."""

    def __init__(self, label: Any, url: str, roles: set[Role], order: int) -> None:
        super().__init__(label, url, icon_name="link", order=order)
        self.roles = roles

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the role of this user opens the room."""
        return request.user.has_role(*self.roles)  # type: ignore[union-attr]  # who is in the CMS, is known


class AreaViewSet(SnippetViewSet):
    """The areas that consultations can be found by."""

    model = Area
    icon = "site"


class SubjectViewSet(SnippetViewSet):
    """The subjects that consultations can be found by."""

    model = Subject
    icon = "tag"


class HelpPointViewSet(SnippetViewSet):
    """Where people are helped to take part."""

    model = HelpPoint
    icon = "help"
    list_display = ["name", "city", "kind", "postcode"]
    search_fields = ["name", "city", "postcode"]


register_snippet(AreaViewSet)
register_snippet(HelpPointViewSet)
register_snippet(SubjectViewSet)


@hooks.register("register_admin_menu_item")
def workplace() -> SubmenuMenuItem:
    """The rooms outside Wagtail: desk, handling, Provincial Council."""
    items = []
    for order, (name, url_name, roles) in enumerate(ROOMS):
        try:
            url = reverse(url_name)
        except NoReverseMatch:
            continue
        if url_name != "wagtailadmin_home":
            items.append(RoomItem(name, url, roles, order))
    return SubmenuMenuItem(
        _("Workplace"), Menu(items=items), name="workplace", icon_name="desktop", order=90
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def advise(request: HttpRequest, page: Any) -> None:
    """Say what to look at, after somebody saved; autosave has no page to say it on."""
    if isinstance(page, ConsultationPage) and request.accepts("text/html"):
        for warning in advice.warnings(page):
            messages.warning(request, warning)


@hooks.register("register_log_actions")
def log_what_happened(actions: Any) -> None:
    """Make readable in the history of a page what was not done by an editor."""

    @actions.register_action(REFUSED)
    class Refusal(LogFormatter):
        label = _("Publication refused")

        def format_message(self, log_entry: Any) -> str:
            return str(_("Did not go live by itself: %(reason)s") % log_entry.data)

    @actions.register_action(FOLLOWED)
    class LongerTerm(LogFormatter):
        label = _("Term made longer")

        def format_message(self, log_entry: Any) -> str:
            return str(_("An outage made the last day %(day)s: %(reason)s") % log_entry.data)


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type]]:
    """Ours, besides Wagtail's."""
    return [("limitweight", LimitWeight)]
