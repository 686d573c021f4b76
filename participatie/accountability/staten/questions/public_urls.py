"""Addresses of this part of the account for everyone."""

from django.urls import URLPattern

app_name = "public_questions"
urlpatterns: list[URLPattern] = []
