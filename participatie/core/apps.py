from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "participatie.core"

    def ready(self) -> None:
        from participatie.core import checks  # noqa: F401 - registers itself
