"""Times in which people could not reach the demo province, put on record as an editor would."""

from datetime import date, timedelta

from participatie.accounts.models import User
from participatie.core import clock
from participatie.demo.content import moment
from participatie.duties.outages import proposal
from participatie.pipeline.acts import outages
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries.consultations import with_stage
from participatie.pipeline.statuses import Channel, Stage


def happened(editor: User) -> None:
    """The website was away for an evening, for which one term was made longer."""
    day = clock.today() - timedelta(days=2)
    began_at, ended_at = moment(day, "19:10"), moment(day, "22:40")
    hindered = _open_then(began_at.date())
    if hindered is None:
        return
    outages.register(
        actor=editor,
        began_at=began_at,
        ended_at=ended_at,
        doors=[Channel.WEB],
        reason="Bij graafwerk raakte de kabel naar ons rekencentrum kapot.",
        reason_in_english="The cable to our data centre broke when somebody was digging.",
        consultations=[hindered],
        closing={hindered.pk: proposal(hindered, began_at, ended_at).day},
    )


def _open_then(day: date) -> Consultation | None:
    """The open consultation that closes first of those that were open on that day too."""
    rows = with_stage().filter(stage_now=Stage.OPEN, opens_on__lte=day)
    return rows.order_by("closes_on", "pk").first()
