from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "participatie.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from participatie.accounts.roles import ensure_groups

        post_migrate.connect(
            lambda using, **kwargs: ensure_groups(using),
            sender=self,
            weak=False,
            dispatch_uid="accounts.ensure_groups",
        )
