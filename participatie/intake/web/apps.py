from django.apps import AppConfig


class IntakeWebConfig(AppConfig):
    name = "participatie.intake.web"
    label = "intake_web"

    def ready(self) -> None:
        from participatie.intake.callback import drafts
        from participatie.intake.web.shared import shared_drafts

        drafts.register(shared_drafts)
