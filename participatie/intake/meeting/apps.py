from django.apps import AppConfig


class IntakeMeetingConfig(AppConfig):
    name = "participatie.intake.meeting"
    label = "intake_meeting"
