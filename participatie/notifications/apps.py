from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "participatie.notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from participatie.notifications import letters, live, planning  # noqa: F401 - they register
