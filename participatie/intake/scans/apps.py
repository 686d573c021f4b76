from django.apps import AppConfig


class IntakeScansConfig(AppConfig):
    name = "participatie.intake.scans"
    label = "intake_scans"
