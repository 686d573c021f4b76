from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "participatie.intake"
