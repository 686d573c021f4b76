"""What must stay as it was once it is on the track, as plain values: the ledger keeps a digest.

Acts give it to `events.record`; the check of the ledger asks `now` what the record says today.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from participatie.pipeline import kinds
from participatie.pipeline.leaves import moment
from participatie.pipeline.models import (
    Answer,
    Article,
    Contribution,
    Event,
    PublicText,
    TextVersion,
)

_REPLACES = (kinds.ANSWER_APPROVED, kinds.ANSWER_RETURNED)


def contribution(received: Contribution, files: Sequence[str]) -> dict[str, Any]:
    """What somebody said, by which door and when; `files` are SHA-256 in hex."""
    return {
        "channel": str(received.channel),
        "files": list(files),
        "given": received.given,
        "received_at": moment(received.received_at),
        "reference": received.reference,
        "text": received.text,
    }


def text_version(version: TextVersion) -> dict[str, Any]:
    """Words after a correction or an addition."""
    return {"text": version.text, "version": version.version}


def public_text(approved: PublicText) -> dict[str, Any]:
    """What everyone may read of a contribution."""
    return {"hidden": approved.hidden, "text": approved.text, "version": approved.version}


def answer(approved: Answer) -> dict[str, Any]:
    """The reply, as it was approved."""
    return {"outcome": str(approved.outcome), "plain": approved.plain, "reason": approved.reason}


def articles(rows: Iterable[Article]) -> list[list[str]]:
    """A version of the decision: label, heading and text of each article, in order."""
    return [[row.label, row.heading, row.text] for row in rows]


class Gone(Exception):
    """What an event vouches for is not on the record any more."""


UNREADABLE = (Gone, LookupError, TypeError, ValueError, AttributeError)
"""What `now` raises of a row in which somebody wrote with database rights."""


def now(event: Event) -> Any | None:
    """What an event vouches for as the record says it today; None when later acts replaced it.

    Raises `Gone`.
    """
    return _NOW[event.kind](event)


def _contribution(event: Event) -> Any:
    if event.contribution is None:
        raise Gone
    return contribution(event.contribution, event.data["files"])


def _text_version(event: Event) -> Any:
    return text_version(_found(TextVersion.objects.filter(**_version_of(event))))


def _public_text(event: Event) -> Any:
    return public_text(_found(PublicText.objects.filter(**_version_of(event))))


def _version_of(event: Event) -> dict[str, Any]:
    return {"contribution": event.contribution_id, "version": event.data["version"]}


def _answer(event: Event) -> Any | None:
    approved = event.answer
    if approved is None:
        raise Gone
    later = Event.objects.filter(answer=approved, kind__in=_REPLACES, pk__gt=event.pk)
    return None if later.exists() else answer(approved)


def _articles(version: int) -> Callable[[Event], Any]:
    def found(event: Event) -> Any:
        rows = Article.objects.filter(
            version__decision=event.decision_id, version__number=version
        ).order_by("order")
        return articles(rows)

    return found


def _found(rows: Any) -> Any:
    row = rows.first()
    if row is None:
        raise Gone
    return row


_NOW: dict[str, Callable[[Event], Any | None]] = {
    kinds.RECEIVED: _contribution,
    kinds.CORRECTED: _text_version,
    kinds.ADDED: _text_version,
    kinds.PUBLIC_TEXT_APPROVED: _public_text,
    kinds.ANSWER_APPROVED: _answer,
    kinds.DECISION_DRAFTED: _articles(1),
    kinds.DECISION_ADOPTED: _articles(2),
}
