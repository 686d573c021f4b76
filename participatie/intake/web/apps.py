from django.apps import AppConfig


class IntakeWebConfig(AppConfig):
    name = "participatie.intake.web"
    label = "intake_web"
