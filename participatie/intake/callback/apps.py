from django.apps import AppConfig


class IntakeCallbackConfig(AppConfig):
    name = "participatie.intake.callback"
    label = "intake_callback"
