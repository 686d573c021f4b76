from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "participatie.demo"
