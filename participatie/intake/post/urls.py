"""Addresses of this room."""

from typing import Any

app_name = "post"
urlpatterns: list[Any] = []
