from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "participatie.accountability.staten.links"
    label = "staten_links"

    def ready(self) -> None:
        # Importing registers the tasks.
        from participatie.accountability.staten.links import checking  # noqa: F401 - see above
