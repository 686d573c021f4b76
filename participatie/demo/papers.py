"""What the demo registry does for the council: a frozen copy, and links to the papers there."""

from datetime import date, datetime, timedelta

from participatie.accountability.staten.frozen import acts as freezing
from participatie.accountability.staten.frozen import making
from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.staten.links import acts as linking
from participatie.accountability.staten.links import addresses
from participatie.accountability.staten.links.addresses import Paper
from participatie.accountability.staten.links.models import PaperKind
from participatie.accounts.models import User
from participatie.core import clock
from participatie.demo.post import settle_the_past
from participatie.pipeline.acts import decisions
from participatie.pipeline.models import Consultation, Decision
from participatie.pipeline.statuses import ChangeOrigin

FRIDAY = 4
MEETING = "Statencommissie Mobiliteit"
ASKED_THERE = (
    " De Statencommissie vroeg waarom dit niet eerder is gezien: de grens is in het voorjaar "
    "verlegd, en de tekst was toen al geschreven."
)
"""What was added to the explanation of an own-motion change after the meeting."""
IBABS = "https://woldermark.bestuurlijkeinformatie.example/Agenda"
AGENDA = "5b0f6c1e-8d42-4a7e-9c35-2f1d7e6a9b80"
ITEM = "c47a2d90-13be-4f6b-8a55-90e2b7d1c364"
PAPER = "e81d5f27-6ac0-49d3-b2f8-17c4a0e95d6b"


def before_the_council(
    consultation: Consultation,
    meeting_at: datetime,
    *,
    registry: User,
    clerk: User,
    handler: User,
) -> None:
    """The account as a committee had it; after that the explanation of a change was made longer."""
    while meeting_at.weekday() > FRIDAY:
        meeting_at -= timedelta(days=1)
    with clock.at(meeting_at - timedelta(days=1)):
        settle_the_past(clerk)
        order = freezing.order(
            consultation, actor=registry, meeting=MEETING, meeting_on=meeting_at.date()
        )
        making.make_copy(order.pk)
        copy = FrozenCopy.objects.get(consultation=consultation)
        for paper in _papers(meeting_at.date()):
            linking.add(consultation, paper, actor=registry)
        agenda = _paper(
            f"{IBABS}/Index/{AGENDA}", "Agenda met de nota", PaperKind.AGENDA_ITEM, copy.meeting_on
        )
        linking.add(consultation, agenda, actor=registry, copy=copy)
    with clock.at(meeting_at + timedelta(days=2)):
        _explain_more(Decision.objects.get(consultation=consultation), handler)


def _papers(day: date) -> list[Paper]:
    proposal = f"{IBABS}/Document/{AGENDA}?documentId={PAPER}&agendaItemId={ITEM}"
    motion = "https://woldermark.notubiz.example/document/4211087/1"
    return [
        _paper(proposal, "Statenvoorstel 2026-041 N398", PaperKind.PROPOSAL, day),
        _paper(motion, "Motie “Hou de halte open”", PaperKind.MOTION, day),
    ]


def _paper(url: str, label: str, kind: PaperKind, day: date) -> Paper:
    known = addresses.recognised(url)
    return Paper(
        url=url,
        label=label,
        supplier=known.supplier,
        kind=kind,
        dated_on=day,
        meeting_id=known.meeting_id,
        agenda_item_id=known.agenda_item_id,
        document_id=known.document_id,
    )


def _explain_more(decision: Decision, handler: User) -> None:
    change = decision.changes.filter(origin=ChangeOrigin.OWN_MOTION, removed_at=None).earliest("pk")
    decisions.edit_change(
        change,
        actor=handler,
        revision=change.revision,
        after=change.after,
        explanation=change.explanation + ASKED_THERE,
        origin=ChangeOrigin.OWN_MOTION,
    )
