from django.apps import AppConfig


class FrozenConfig(AppConfig):
    name = "participatie.accountability.staten.frozen"
    label = "staten_frozen"

    def ready(self) -> None:
        # Importing registers: the task, and who hears of events.
        from participatie.accountability.staten.frozen import (  # noqa: F401 - see above
            making,
            withholding,
        )
