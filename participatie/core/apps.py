from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "participatie.core"

    def ready(self) -> None:
        from participatie.core import checks  # noqa: F401 - registers itself

        autodiscover_modules("algorithms")
