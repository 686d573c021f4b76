from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "participatie.accountability.staten.samples"
    label = "staten_samples"
