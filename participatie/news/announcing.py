"""What the record does becomes news: the acts that matter to who is not a sender."""

from collections.abc import Sequence

from participatie.news import items
from participatie.news.models import NewsKind
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Event

KINDS = {
    kinds.PUT_IN_FORCE: NewsKind.IN_FORCE,
    kinds.TERM_CHANGED: NewsKind.TERM_CHANGED,
    kinds.ANSWERS_PUBLISHED: NewsKind.ANSWERED,
    kinds.DECISION_ADOPTED: NewsKind.DECIDED,
}
"""{kind of event: kind of news}."""
FACTS = (
    *("opens_on", "closes_on", "before", "after", "reason"),
    *("contributions", "adopted_by", "adopted_on"),
)
"""What is kept of the data of an event."""


@subscribe(*KINDS)
def announce(events: Sequence[Event]) -> None:
    """Publish an item for each event."""
    for event in events:
        items.tell(
            KINDS[event.kind],
            event.consultation,
            source=f"event-{event.pk}",
            at=event.at,
            facts={name: event.data[name] for name in FACTS if name in event.data},
        )
