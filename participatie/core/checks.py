"""System checks of the installation, and the refusal to serve while one of them fails."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

DEMO_DOMAIN = "@demo.example"
INSTALLATION = "installation"


@checks.register(INSTALLATION, deploy=True)
def check_demo_accounts(
    app_configs: Sequence[Any] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Accounts whose password is in the manual must not exist on a real site."""
    if settings.DEMO:
        return []
    try:
        found = get_user_model()._default_manager.filter(email__iendswith=DEMO_DOMAIN).exists()
    except DatabaseError:
        warning = "The database could not be asked whether it holds demonstration accounts."
        return [checks.Warning(warning, id="participatie.W001")]
    if not found:
        return []
    return [
        checks.Error(
            f"The database holds demonstration accounts ({DEMO_DOMAIN}), with a known password.",
            hint="Use another database, or delete these accounts. DEMO=1 allows them.",
            id="participatie.E001",
        )
    ]


def refuse_to_start_when_unsafe() -> None:
    """Raise `ImproperlyConfigured` when a check of the installation finds an error."""

    def run() -> list[checks.CheckMessage]:
        try:
            return checks.run_checks(tags=[INSTALLATION], include_deployment_checks=True)
        finally:
            connection.close()

    # A server may import the application inside its event loop, where Django allows no queries.
    with ThreadPoolExecutor(1) as thread:
        problems = [str(found) for found in thread.submit(run).result() if found.is_serious()]
    if problems:
        raise ImproperlyConfigured("This installation cannot start:\n" + "\n".join(problems))
