"""How logging in works here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from participatie.accounts.context import rooms_of
from participatie.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given out by the organisation; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: senders need no account, and staff get one."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first room that this person works in."""
        rooms = rooms_of(request.user)
        return rooms[0][1] if rooms else str(super().get_login_redirect_url(request))


def name_of(user: User) -> str:
    """How the login pages call somebody; a user as text is a number, which is for logs."""
    return user.name
