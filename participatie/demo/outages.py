"""Times in which people could not reach the demo province, put on record as an editor would."""

from datetime import timedelta

from participatie.accounts.models import User
from participatie.core import clock
from participatie.demo.content import moment
from participatie.demo.open_now import open_now
from participatie.duties.outages import proposal
from participatie.pipeline.acts import outages
from participatie.pipeline.statuses import Channel


def happened(editor: User) -> None:
    """The website was away for an evening, for which one term was made longer."""
    day = clock.today() - timedelta(days=2)
    began_at, ended_at = moment(day, "19:10"), moment(day, "22:40")
    hindered = open_now().filter(opens_on__lte=day).first()
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
