"""Addresses of this room."""

from typing import Any

app_name = "imports"
urlpatterns: list[Any] = []
