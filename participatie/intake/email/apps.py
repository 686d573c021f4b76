from django.apps import AppConfig


class IntakeEmailConfig(AppConfig):
    name = "participatie.intake.email"
    label = "intake_email"

    def ready(self) -> None:
        from participatie.intake.email import reports, webhook  # noqa: F401 - they listen
