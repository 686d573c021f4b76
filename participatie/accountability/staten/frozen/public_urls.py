"""Addresses of this part of the account for everyone."""

from django.urls import URLPattern

app_name = "public_frozen"
urlpatterns: list[URLPattern] = []
