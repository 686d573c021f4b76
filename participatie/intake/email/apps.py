from django.apps import AppConfig


class IntakeEmailConfig(AppConfig):
    name = "participatie.intake.email"
    label = "intake_email"
