from django.apps import AppConfig


class IntakePostConfig(AppConfig):
    name = "participatie.intake.post"
    label = "intake_post"
