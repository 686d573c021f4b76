"""What the ledger can show the sender of a contribution: a place, a promise, or a fault."""

import base64
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import TextChoices

from participatie.core import clock
from participatie.ledger import checkpoints, keys, promises, proofs, verify
from participatie.ledger.models import Checkpoint
from participatie.ledger.proofs import Inclusion
from participatie.pipeline import leaves, vouched
from participatie.pipeline.models import Contribution, Event

IN_TIME = timedelta(hours=2)
"""So long a contribution may be without a place: we promise an hour."""


class State(TextChoices):
    """How a contribution stands in the ledger."""

    STANDS = "stands"
    PROMISED = "promised"
    LATE = "late"
    """It should have had a place by now."""
    ALTERED = "altered"
    """What is on the record is not what its leaf was made of, or the leaf is not in the tree."""
    GONE = "gone"
    """Its arrival is not on the record."""


@dataclass(frozen=True)
class Evidence:
    """What was found just now."""

    state: State
    event: Event | None = None
    inclusion: Inclusion | None = None
    checkpoint: Checkpoint | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether the sender should come to us with it."""
        return self.state in {State.LATE, State.ALTERED, State.GONE}

    @property
    def number(self) -> int | None:
        """Which line of the ledger it is, from 1."""
        return self.inclusion.index + 1 if self.inclusion else None

    @property
    def fingerprint(self) -> str:
        """Its leaf in groups of four, to compare by eye."""
        return grouped(bytes(self.event.leaf)) if self.event else ""

    @property
    def path(self) -> list[str]:
        """The hashes beside its way up, in groups of four."""
        return [grouped(one) for one in self.inclusion.path] if self.inclusion else []

    @property
    def promise(self) -> str:
        """What was promised for it, as a signed note."""
        return promises.promise(self.event) if self.event else ""


def grouped(content: bytes) -> str:
    """A hash in hex that can be read aloud."""
    return content.hex(" ", 2)


def of(contribution: Contribution) -> Evidence:
    """Look it up and check it, with the same code as the checker that anyone can run."""
    event = promises.received(contribution)
    if event is None:
        return Evidence(State.GONE)
    try:
        found = proofs.of_event(event)
    except LookupError:  # a part of the tree is not there any more
        return Evidence(State.ALTERED, event)
    if found is None:
        is_late = clock.now() - event.at > IN_TIME
        state = State.LATE if is_late else State.PROMISED
        return Evidence(state if _agrees(event) else State.ALTERED, event)
    inclusion, newest = found
    holds = _agrees(event) and _is_in(inclusion, newest)
    return Evidence(State.STANDS if holds else State.ALTERED, event, *found)


def _agrees(event: Event) -> bool:
    """Whether the record still is what the leaf was made of: what cannot be told is not said."""
    if not event.salt:
        return False
    try:
        content = vouched.now(event)
    except vouched.UNREADABLE:
        return False
    is_same = leaves.digest(event.salt, content) == bytes(event.content)
    return is_same and leaves.leaf_of(event) == bytes(event.leaf)


def _is_in(inclusion: Inclusion, newest: Checkpoint) -> bool:
    """Whether the path leads to what was signed, not to what else stands in the database."""
    signed_by = [signer.verifier for signer in keys.signers()]
    try:
        _origin, size, root, _at = checkpoints.opened(newest.note, signed_by)
    except ValueError:
        return False
    return size == inclusion.size and verify.is_included(
        inclusion.leaf, inclusion.index, size, inclusion.path, root
    )


def as_json(found: Evidence) -> dict[str, Any]:
    """Everything that the checker needs, in the words of its sender: for nobody else."""
    event, inclusion, newest = found.event, found.inclusion, found.checkpoint
    if event is None or not event.salt:
        raise LookupError("there is nothing left to prove it with")
    return {
        "leaf": leaves.canonical(leaves.document(event)).decode(),
        "content": vouched.now(event),
        "promise": found.promise,
        "checkpoint": newest.note if newest else None,
        "inclusion": inclusion
        and {
            "index": inclusion.index,
            "size": inclusion.size,
            "hashes": [base64.b64encode(one).decode() for one in inclusion.path],
        },
        "keys": [str(verifier) for verifier in keys.verifiers()],
    }
