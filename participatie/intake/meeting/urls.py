"""Addresses of this room."""

from typing import Any

app_name = "meeting_notes"
urlpatterns: list[Any] = []
