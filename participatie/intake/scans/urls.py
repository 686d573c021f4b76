"""Addresses of this room."""

from typing import Any

app_name = "scans"
urlpatterns: list[Any] = []
