"""What a row of a table says, and what can be wrong with it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from participatie.core import clock, terms
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.questions import Given
from participatie.pipeline.statuses import AttachmentKind, Channel


@dataclass(frozen=True)
class Problem:
    """What is wrong: in which column (its index, None for the row), in words, and what stands
    there.
    """

    column: int | None
    message: str
    quote: str = ""

    def as_json(self) -> list[Any]:
        """As it is kept with the row."""
        return [self.column, self.message, self.quote]


@dataclass(frozen=True)
class Keys:
    """By what a row is known again, in whatever file and however often it comes."""

    own: UUID
    """Of its reference, or else of its content."""
    content: UUID
    """Of what it says and who says it."""
    names_somebody: bool
    """Whether it says who; without, two people may say the same."""

    @property
    def has_reference(self) -> bool:
        """Whether it has a reference to be known by."""
        return self.own != self.content


@dataclass
class Said:
    """What a row says, in the arguments of `intake.receive.receive`."""

    channel: Channel
    text: str
    given: dict[str, Given]
    submitter: Person
    represented_by: Person | None
    signatories: list[Person]
    received: date | datetime
    postmarked_on: date | None
    first_received_on: date | None
    forwarded_by: str
    name_may_be_published: bool
    language: str
    note: str
    files: list[tuple[str, AttachmentKind]] = field(default_factory=list)
    """Names in the ZIP."""

    @property
    def received_at(self) -> datetime:
        """When it came in; midday when only the day is known, but never in the future."""
        if isinstance(self.received, datetime):
            return self.received
        return min(terms.noon_of(self.received), clock.now())
