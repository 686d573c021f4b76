"""What waits for a clerk in each room; the rooms tell, the desk shows the numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Waiting:
    """Work of one room: its name, the address where it is done, how much there is (one query)."""

    label: Any
    address: str
    count: Callable[[], int]


_rooms: list[Waiting] = []


def register(label: Any, address: str, count: Callable[[], int]) -> None:
    """Let the desk show this number; rooms do so when the site starts."""
    _rooms.append(Waiting(label, address, count))


def figures() -> list[dict[str, Any]]:
    """For the component `figures.html`, one query for each room."""
    return [
        {"label": room.label, "number": room.count(), "url": reverse(room.address)}
        for room in _rooms
    ]
