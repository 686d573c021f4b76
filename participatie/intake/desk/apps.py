from django.apps import AppConfig


class IntakeDeskConfig(AppConfig):
    name = "participatie.intake.desk"
    label = "intake_desk"
