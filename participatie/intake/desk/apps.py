from django.apps import AppConfig


class IntakeDeskConfig(AppConfig):
    name = "participatie.intake.desk"
    label = "intake_desk"

    def ready(self) -> None:
        from participatie.intake.desk import sampling  # noqa: F401 - it listens for letters
