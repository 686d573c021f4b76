from django.apps import AppConfig


class IntakeWebConfig(AppConfig):
    name = "participatie.intake.web"
    label = "intake_web"

    def ready(self) -> None:
        from participatie.intake.callback import drafts

        # Importing registers: it hears of events from here on.
        from participatie.intake.web import listening  # noqa: F401 - see above
        from participatie.intake.web.shared import shared_drafts

        drafts.register(shared_drafts)
