"""The track: an append-only list of facts, and who wants to hear of them.

`record` writes inside the act's transaction. Subscribers run inside it too, so that a job or a
delivery exists exactly when its cause does; what must wait for the commit, waits by itself.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from participatie.accounts.models import User
from participatie.core import clock
from participatie.pipeline import leaves
from participatie.pipeline.kinds import LABELS
from participatie.pipeline.models import Answer, Consultation, Contribution, Decision, Event

Subscriber = Callable[[Sequence[Event]], None]
_subscribers: dict[str, list[Subscriber]] = {}
_hears_everything: list[Subscriber] = []


def subscribe(*kinds: str) -> Callable[[Subscriber], Subscriber]:
    """Register a function that hears of new events of these kinds; of all, without kinds.

    It is called inside the transaction with the events of one act, all of one kind.
    """

    def register(subscriber: Subscriber) -> Subscriber:
        if not kinds:
            _hears_everything.append(subscriber)
        for kind in kinds:
            if kind not in LABELS:
                raise ValueError(f"no event kind {kind}")
            _subscribers.setdefault(kind, []).append(subscriber)
        return subscriber

    return register


def record(
    kind: str,
    *,
    actor: User | None,
    consultation: Consultation,
    contribution: Contribution | None = None,
    answer: Answer | None = None,
    decision: Decision | None = None,
    data: dict[str, Any] | None = None,
    content: Any = None,
) -> Event:
    """Put one fact on the track. `data` must hold plain values and no contact details.

    `content` is what must stay as it is from now on (see `pipeline.vouched`); of it, only a digest
    is kept.
    """
    event = Event(
        kind=kind,
        at=clock.now(),
        actor=actor,
        consultation=consultation,
        contribution=contribution,
        answer=answer,
        decision=decision,
        data=data or {},
    )
    leaves.seal(event, content)
    event.save(force_insert=True)
    _tell(kind, [event])
    return event


def record_for_each(
    kind: str,
    contributions: Iterable[Contribution],
    *,
    actor: User | None,
    consultation: Consultation,
    data: dict[str, Any] | None = None,
) -> list[Event]:
    """Put the same fact on the track of many contributions at once."""
    at = clock.now()
    events = [
        Event(
            kind=kind,
            at=at,
            actor=actor,
            consultation=consultation,
            contribution=contribution,
            data=data or {},
        )
        for contribution in contributions
    ]
    for event in events:
        leaves.seal(event)
    Event.objects.bulk_create(events, batch_size=1000)
    _tell(kind, events)
    return events


def _tell(kind: str, events: Sequence[Event]) -> None:
    if events:
        for subscriber in [*_subscribers.get(kind, []), *_hears_everything]:
            subscriber(events)
