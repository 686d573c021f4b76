from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "participatie.news"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from participatie.news import agenda, announcing, bounces  # noqa: F401 - they register
