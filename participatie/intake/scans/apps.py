from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeScansConfig(AppConfig):
    name = "participatie.intake.scans"
    label = "intake_scans"

    def ready(self) -> None:
        from participatie.intake import waiting
        from participatie.intake.scans import stacks

        waiting.register(_("Stacks of scans"), "scans:home", stacks.waiting)
