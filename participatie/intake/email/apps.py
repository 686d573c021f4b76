from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeEmailConfig(AppConfig):
    name = "participatie.intake.email"
    label = "intake_email"

    def ready(self) -> None:
        from participatie.intake import waiting
        from participatie.intake.email import lines, reports, webhook  # noqa: F401 - the last two listen

        waiting.register(_("Messages to deal with"), "mails:piles", lines.waiting)
