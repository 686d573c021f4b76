"""Addresses of following one's own contribution."""

from django.urls import URLPattern

app_name = "tracking"
urlpatterns: list[URLPattern] = []
