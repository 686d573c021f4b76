"""What happened to one answer, in words for colleagues."""

from typing import Any

from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import kinds
from participatie.pipeline.models import Answer


def steps(answer: Answer) -> list[dict[str, Any]]:
    """The events of the answer for `components/process_steps.html`, the newest first."""
    return [
        {
            "title": kinds.LABELS[event.kind],
            "state": "checked",
            "date": f"{nl_date(event.at, 'time')} · {event.actor.name if event.actor else ''}",
            "text": event.data.get("reason", ""),
        }
        for event in answer.events.select_related("actor").order_by("-at", "-pk")
    ]
