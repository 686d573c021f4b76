from django.apps import AppConfig


class IntakeBulkConfig(AppConfig):
    name = "participatie.intake.bulk"
    label = "intake_bulk"
