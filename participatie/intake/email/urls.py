"""Addresses of this room."""

from typing import Any

app_name = "mails"
urlpatterns: list[Any] = []
