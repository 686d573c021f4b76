from django.apps import AppConfig


class NotaConfig(AppConfig):
    name = "participatie.accountability.nota"
    label = "nota"

    def ready(self) -> None:
        # Importing registers: it hears of events from here on.
        from participatie.accountability.nota import making  # noqa: F401 - see above
