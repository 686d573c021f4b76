"""People of the workbench, logged in."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from tests import builders


@pytest.fixture
def handler(client: Client) -> Client:
    """A case handler's browser."""
    client.force_login(builders.staff(Role.HANDLER))
    return client


@pytest.fixture
def colleague():
    """Another case handler."""
    return builders.staff(Role.HANDLER, email="collega@provincie.example")
