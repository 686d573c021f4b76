from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeBulkConfig(AppConfig):
    name = "participatie.intake.bulk"
    label = "intake_bulk"

    def ready(self) -> None:
        from participatie.intake import waiting
        from participatie.intake.bulk.models import Import

        waiting.register(_("Tables"), "imports:home", Import.waiting)
