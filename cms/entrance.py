"""Who may come into the CMS."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _


class OnlyWebmasters:
    """Tell somebody who is logged in without access to the CMS so.

    Wagtail would send them to log in, where they are logged in already and sent back, for ever.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            request.path.startswith("/cms/")
            and request.user.is_authenticated
            and not request.user.has_perm("wagtailadmin.access_admin")
        ):
            raise PermissionDenied(_("Your role does not give access to the website’s editor."))
        return self.get_response(request)
