"""Addresses of the ledger for people."""

from django.urls import URLPattern

app_name = "ledger"
urlpatterns: list[URLPattern] = []
