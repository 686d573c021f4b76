from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.users.apps import WagtailUsersAppConfig

from participatie.core import house_style


class CmsConfig(AppConfig):
    name = "cms"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms import listening, longer_term  # noqa: F401 - hear of pages and terms from here on
        from cms.first_pages import ensure_first_pages
        from cms.models.house_style import forget, of_sites

        house_style.register(of_sites)
        for model in ("wagtailcore.Site", "wagtailimages.Image"):
            for signal in (post_save, post_delete):
                signal.connect(forget, sender=model, dispatch_uid=f"cms.house_style.{model}")
        post_migrate.connect(
            lambda **kwargs: ensure_first_pages(),
            sender=self,
            weak=False,
            dispatch_uid="cms.ensure_first_pages",
        )


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, on pages of ours."""

    user_viewset = "cms.staff.StaffViewSet"
