from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.first_pages import ensure_first_pages

        post_migrate.connect(
            lambda **kwargs: ensure_first_pages(),
            sender=self,
            weak=False,
            dispatch_uid="cms.ensure_first_pages",
        )
