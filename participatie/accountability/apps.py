from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "participatie.accountability"

    def ready(self) -> None:
        # Importing registers: it hears of events from here on.
        from participatie.accountability import making  # noqa: F401 - see above
