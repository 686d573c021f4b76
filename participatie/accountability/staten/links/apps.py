from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "participatie.accountability.staten.links"
    label = "staten_links"
