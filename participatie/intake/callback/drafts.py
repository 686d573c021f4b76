"""What somebody filled in so far: the door with the drafts registers how to find and read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest

from participatie.pipeline.models import Consultation


@dataclass(frozen=True)
class Filled:
    """A draft to read, not to change.

    `answers` are questions with answers as (question, answer); `text` is the same in one piece;
    `sent_as` is the number it got when it was sent in the meantime.
    """

    answers: Sequence[tuple[str, str]]
    text: str
    sent_as: str = ""


class Reader(Protocol):
    """How drafts are found and read."""

    def draft_of(self, request: HttpRequest, consultation: Consultation) -> UUID | None:
        """The draft that this browser has for the consultation."""

    def read(self, draft: UUID) -> Filled | None:
        """What is in it; None once it is thrown away."""


_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """Let `reader` find and read drafts. Raises ValueError when there is another one already."""
    if _readers and _readers[0] is not reader:
        raise ValueError("drafts have a reader already")
    _readers[:] = [reader]


def draft_of(request: HttpRequest, consultation: Consultation | None) -> UUID | None:
    """The draft of this browser that was not sent yet, if there is one."""
    if consultation is None or not _readers:
        return None
    return _readers[0].draft_of(request, consultation)


def read(draft: UUID | None) -> Filled | None:
    """What somebody filled in; None when it was not shared or is gone."""
    return _readers[0].read(draft) if draft is not None and _readers else None
