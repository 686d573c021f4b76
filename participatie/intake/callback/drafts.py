"""What somebody filled in so far: the door with the drafts registers how to find and read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest

from participatie.pipeline.models import Consultation, Contribution, StoredFile
from participatie.pipeline.questions import Given
from participatie.pipeline.statuses import AttachmentKind


@dataclass(frozen=True)
class Filled:
    """A draft to read, not to change.

    `answers` are questions with answers as (question, answer); `text` is the same in one piece,
    `given` the same as {key of the question: answer}. `sent_as` is the number it got when it was
    sent in the meantime.
    """

    answers: Sequence[tuple[str, str]]
    text: str
    given: Mapping[str, Given] = field(default_factory=dict)
    files: Sequence[tuple[StoredFile, AttachmentKind]] = ()
    sent_as: str = ""


class Reader(Protocol):
    """How drafts are found and read."""

    def draft_of(self, request: HttpRequest, consultation: Consultation) -> UUID | None:
        """The draft that this browser has for the consultation."""

    def read(self, draft: UUID) -> Filled | None:
        """What is in it; None once it is thrown away."""

    def end(self, draft: UUID, contribution: Contribution) -> None:
        """It became this contribution, which a clerk typed in; nothing when it was sent before."""


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


def end(draft: UUID | None, contribution: Contribution) -> None:
    """The person said aloud what they had begun to fill in: the draft became this contribution."""
    if draft is not None and _readers:
        _readers[0].end(draft, contribution)
