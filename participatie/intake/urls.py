"""Addresses of files that came with contributions."""

from django.urls import URLPattern

app_name = "file"
urlpatterns: list[URLPattern] = []
