"""Addresses of the web form."""

from django.urls import URLPattern

app_name = "web"
urlpatterns: list[URLPattern] = []
