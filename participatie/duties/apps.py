from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "participatie.duties"

    def ready(self) -> None:
        """Tell the other rooms what the accessibility statement says."""
        from participatie.core import accessibility
        from participatie.duties.models import AccessibilityStatement

        accessibility.register(AccessibilityStatement.in_short)
