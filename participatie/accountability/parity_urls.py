"""Addresses of the doors beside each other."""

from django.urls import path

from participatie.accountability.views import parity

app_name = "parity"
urlpatterns = [
    path("", parity.doors, name="doors"),
    path("kanalen.csv", parity.doors_csv, name="csv"),
]
