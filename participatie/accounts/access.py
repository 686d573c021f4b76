"""Who may open a staff page: by role, with a login page for strangers and a clear 403 otherwise."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from participatie.accounts.roles import Role

View = Callable[..., HttpResponseBase]


def role_required(*roles: Role) -> Callable[[View], View]:
    """Let only people with one of `roles` in; the page is never kept in a cache."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_role(*roles):
                raise PermissionDenied(
                    _("Your role does not give access to this page. It is for: %(roles)s.")
                    % {"roles": ", ".join(str(role.label) for role in roles)}
                )
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        guarded.required_roles = roles  # type: ignore[attr-defined]  # for a test
        return guarded

    return decorate
