"""How logging in works here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given out by the organisation; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: senders need no account, and staff get one."""
        return False
