"""Accounts of colleagues in the Wagtail admin, with roles by the names that people know."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView
from wagtail.users.views.users import UserViewSet as WagtailsUserViewSet

from participatie.accounts.models import User
from participatie.accounts.roles import Role


def role_label(group: Group) -> str:
    """What people call the role that this group stands for."""
    return str(Role(group.name).label) if group.name in Role.values else group.name


class _WithRoles:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].label = _("Roles")
        self.fields["groups"].label_from_instance = role_label


class StaffCreationForm(_WithRoles, UserCreationForm):
    """A new account."""


class StaffEditForm(_WithRoles, UserEditForm):
    """An account that exists."""


class _ByName:
    object: User
    success_message: Any

    def get_success_message(self, instance: User | None = None) -> str:
        """Of whom the account is; `str` of a user never says that."""
        return str(self.success_message) % {"object": (instance or self.object).name}


class StaffCreateView(_ByName, CreateView):
    """Makes an account."""


class StaffEditView(_ByName, EditView):
    """Changes an account."""


class StaffViewSet(WagtailsUserViewSet):
    """The pages below /cms/users/."""

    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_form_class(self, for_update: bool = False) -> type:
        """The form, for a new account or one that exists."""
        return StaffEditForm if for_update else StaffCreationForm
