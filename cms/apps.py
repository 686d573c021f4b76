from django.apps import AppConfig
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


class CmsConfig(AppConfig):
    name = "cms"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.first_pages import ensure_first_pages

        post_migrate.connect(
            lambda **kwargs: ensure_first_pages(),
            sender=self,
            weak=False,
            dispatch_uid="cms.ensure_first_pages",
        )


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, on pages of ours."""

    user_viewset = "cms.staff.StaffViewSet"
