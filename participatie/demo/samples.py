"""A sample that a member of the demo council drew and has half judged."""

from participatie.accountability.staten.samples import acts
from participatie.accounts.models import User
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import Outcome

SEED = "Statendag 16 december"
SIZE = 10
REMARKS = {
    2: "Helder: ik zie waarom dit niet kan.",
    3: "De reden is mij te algemeen. Welke cijfers zijn gebruikt?",
    5: "Goed dat er een alternatief wordt genoemd.",
}
"""{place in the sample: remark}."""
NOT_CONVINCING = {3, 6}
JUDGED = 7


def drawn(member: User) -> None:
    """From the answers that adopted nothing, of the consultation that was decided last."""
    consultation = Consultation.objects.exclude(decided_at=None).latest("decided_at")
    sample = acts.draw_sample(
        consultation,
        actor=member,
        size=SIZE,
        seed=SEED,
        choice=acts.Choice(outcome=Outcome.NOT_ADOPTED),
    )
    for point in sample.drawn.filter(place__lte=JUDGED):
        acts.judge(
            point,
            actor=member,
            is_convincing=point.place not in NOT_CONVINCING,
            remark=REMARKS.get(point.place, ""),
        )
