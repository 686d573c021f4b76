from django.apps import AppConfig


class FrozenConfig(AppConfig):
    name = "participatie.accountability.staten.frozen"
    label = "staten_frozen"
