"""Addresses of this part of the Staten workspace."""

from django.urls import URLPattern

app_name = "links"
urlpatterns: list[URLPattern] = []
