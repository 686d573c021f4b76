"""Questions of the council, asked as a member would."""

from datetime import date, timedelta
from uuid import uuid4

from participatie.accountability.staten.questions import acts, responsible, subjects
from participatie.accountability.staten.questions.models import ExecutiveMember, Question
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import Consultation
from tests import builders

WORDS = "Waarom duurde de beantwoording zo lang?"


def member(name: str = "gijs", since: date | None = None, **over) -> ExecutiveMember:
    """A member of the Executive in office."""
    return responsible.appoint(
        actor=builders.staff(Role.REGISTRY),
        user=builders.staff(Role.EXECUTIVE, email=f"{name}@provincie.example"),
        name=name.title(),
        portfolio=f"wegen van {name}",
        since=since or clock.today() - timedelta(days=400),
        **over,
    )


def in_charge(of: Consultation, name: str = "gijs") -> ExecutiveMember:
    """A member who is responsible for this consultation."""
    found = ExecutiveMember.objects.filter(name=name.title()).first() or member(name)
    responsible.make_responsible(found, of, actor=builders.staff(Role.REGISTRY))
    return found


def question(about: Consultation, key: str = "", text: str = WORDS) -> Question:
    """A question of a member of the council."""
    subject = subjects.find(about, key)
    assert subject is not None
    return acts.ask(
        about, actor=builders.staff(Role.COUNCILLOR), about=subject, text=text, form=uuid4()
    )


def replied(to: Question, text: str = "Er waren veel reacties.") -> Question:
    """The question with a reply of who must reply."""
    acts.reply(to, actor=to.member.user, text=text, seen=0)
    to.refresh_from_db()
    return to
