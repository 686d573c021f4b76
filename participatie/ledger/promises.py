"""What a sender gets at once: our signature under the leaf of what came in.

From then on we cannot say that it never came, or that it was something else: whoever holds the
promise shows it beside a later checkpoint.
"""

import base64

from participatie.ledger import keys, notes
from participatie.pipeline import kinds
from participatie.pipeline.leaves import moment
from participatie.pipeline.models import Contribution, Event


def received(contribution: Contribution) -> Event | None:
    """The event of its arrival, which the promise is about; one query.

    None when it is not there: then somebody took it away with database rights.
    """
    return (
        Event.objects.select_related("contribution__consultation", "answer")
        .filter(contribution=contribution, kind=kinds.RECEIVED)
        .order_by("pk")
        .first()
    )


def promise(event: Event) -> str:
    """A signed note: that this leaf is in the ledger, or will be within the hour.

    The same event gives the same promise as long as the keys are the same.
    """
    if event.contribution is None:
        raise ValueError("a promise is about a contribution")
    lines = [
        f"{keys.origin()} promise v1",
        event.contribution.reference,
        base64.b64encode(bytes(event.leaf)).decode(),
        moment(event.at),
    ]
    return notes.sign("".join(f"{line}\n" for line in lines), keys.signers())
