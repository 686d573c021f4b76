"""What the web form hears of: a term that was made longer because people could not reach us."""

from collections.abc import Sequence

from procrastinate.types import JSONValue

from participatie.intake.web.models import Draft
from participatie.intake.web.tasks import tell_of_more_time
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Event


@subscribe(kinds.TERM_CHANGED)
def tell_writers(events: Sequence[Event]) -> None:
    """One job for each draft of a term that an outage made longer.

    Its writer is warned again before the new end.
    """
    for event in events:
        if not event.data.get("outage"):
            continue
        drafts = Draft.objects.filter(consultation=event.consultation_id, contribution=None)
        drafts.exclude(warned_at=None).update(warned_at=None)
        jobs: list[dict[str, JSONValue]] = [
            {"draft_id": str(pk), "event_id": event.pk}
            for pk in drafts.values_list("pk", flat=True)
        ]
        if jobs:
            tell_of_more_time.batch_defer(*jobs)
