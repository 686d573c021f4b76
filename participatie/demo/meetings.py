"""The meetings of the demo: those at which people spoke, and one that has still to be held."""

import re
from datetime import date, timedelta
from itertools import groupby
from uuid import uuid4

from participatie.accounts.models import User
from participatie.core import clock, terms
from participatie.demo.open_now import open_now
from participatie.intake.meeting import acts, attendance, speakers
from participatie.intake.meeting.models import Agreement, Meeting
from participatie.pipeline.models import Consultation, Contact, Contribution
from participatie.pipeline.statuses import Channel, DeliveryWay

READY_AFTER = timedelta(days=21)
OPENED = "De avond begon met een korte uitleg van het plan. Daarna kon iedereen het woord nemen."
THERE = (
    Contact(name="Trijntje Kuipers", email="trijntje@postbus.example"),
    Contact(name="Abel Hoving", street="Esweg 3", postcode="9982 XE", city="Tusveld"),
)


def hold(clerk: User) -> None:
    """Give everybody who spoke at a meeting a turn at it, and plan one more."""
    spoken = (
        Contribution.objects.filter(channel=Channel.MEETING)
        .select_related("consultation")
        .order_by("consultation", "received_at", "pk")
    )
    for (_consultation, _day), group in groupby(spoken, _evening):
        _held(list(group), clerk)
    ahead = open_now().first()
    if ahead is not None:
        _made(ahead, "Avond in het dorpshuis", clock.today() + timedelta(days=9), clerk)


def _evening(contribution: Contribution) -> tuple[int, date]:
    return contribution.consultation_id, clock.day_of(contribution.received_at)


def _held(said: list[Contribution], clerk: User) -> None:
    first = said[0]
    day = clock.day_of(first.received_at)
    name = re.split(r"[.,;]", first.entered_from)[0].strip() or "Inloopavond"
    with clock.at(terms.noon_of(day) - timedelta(days=7)):
        meeting = _made(first.consultation, name, day, clerk)
    for contribution in said:
        with clock.at(contribution.recorded_at):
            speakers.give_turn(meeting, contribution, actor=clerk, agreement=Agreement.AGREED)
    with clock.at(terms.noon_of(day) + timedelta(days=1)):
        attendance.count_others(meeting, actor=clerk, number=20 + len(said) * 3)
    if terms.noon_of(day) + READY_AFTER < clock.now():
        with clock.at(terms.noon_of(day) + READY_AFTER):
            acts.write_report(meeting, actor=clerk, text=OPENED, seen_at=clock.now())
            acts.make_public(meeting, actor=clerk)
    else:
        _there(meeting, clerk)


def _there(meeting: Meeting, clerk: User) -> None:
    for contact in THERE:
        attendance.register(
            meeting,
            actor=clerk,
            contact=contact,
            way=DeliveryWay.EMAIL if contact.email else DeliveryWay.LETTER,
            key=uuid4(),
        )


def _made(consultation: Consultation, name: str, day: date, clerk: User) -> Meeting:
    return acts.make(
        acts.Details(
            consultation=consultation,
            name=name[:100],
            held_on=day,
            place="Dorpshuis",
            notes_by=clerk.name,
        ),
        actor=clerk,
    )
