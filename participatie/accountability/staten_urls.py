"""Addresses of the Staten workspace."""

from django.urls import URLPattern

app_name = "staten"
urlpatterns: list[URLPattern] = []
