"""Questions of the demo council to the Executive, and who replies."""

from datetime import timedelta
from uuid import uuid4

from participatie.accountability.staten.questions import acts, responsible, subjects
from participatie.accountability.staten.questions.models import ExecutiveMember, Question
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.text import without_hard_line_ends
from participatie.demo import content
from participatie.demo.accounts import DOMAIN
from participatie.demo.content import moment
from participatie.pipeline.models import Consultation

ABOUT = "Er verdwijnen nu hooguit 41 bomen"
"""How the answer begins that the first question is about."""
ANSWERED = """\
In het antwoord staat dat er nu hooguit 41 bomen verdwijnen, in plaats van 96. Hoe is geteld dat
55 bomen kunnen blijven? En wie ziet er tijdens het werk op toe dat het er niet meer worden?"""
REPLY = """\
Wij hebben de laan boom voor boom bekeken. Elke boom die weg mag, krijgt een nummer op de stam.

Een toezichthouder is erbij als er gekapt wordt. Zijn er meer bomen nodig dan op de lijst staan,
dan ligt het werk stil en hoort u dat van ons."""
OPEN = """\
Elk deel van de weg is ten hoogste vijf weken dicht. Hoe horen mensen zonder internet wanneer hun
deel aan de beurt is?"""


def asks(member: User, executive: User, griffie: User) -> None:
    """One question with a reply and one that waits, about the consultation decided last."""
    today = clock.today()
    _responsible(executive, griffie)
    decided = Consultation.objects.exclude(decided_at=None).latest("decided_at")
    about = decided.answers.filter(plain__startswith=ABOUT).first()
    key = f"antwoord-{about.number}" if about else ""
    with clock.at(moment(today - timedelta(days=16), "11:20")):
        first = _ask(decided, member, key, ANSWERED)
    with clock.at(moment(today - timedelta(days=4), "15:45")):
        acts.reply(first, actor=executive, text=without_hard_line_ends(REPLY), seen=0)
    with clock.at(moment(today - timedelta(days=3), "09:10")):
        _ask(decided, member, "", OPEN)


def _responsible(executive: User, griffie: User) -> None:
    """Each consultation has the member that its page names; one of them has the demo account."""
    members: dict[str, ExecutiveMember] = {}
    for person in content.province()["executive"]:
        if person["role"] != "gedeputeerde":
            continue
        account = executive
        if person["name"] != executive.name:
            first, _, last = person["name"].partition(" ")
            account = User.objects.create_user(
                f"{person['key']}@{DOMAIN}",
                first_name=first,
                last_name=last,
                roles=(Role.EXECUTIVE,),
            )
        members[f"{person['name']}, {person['role']}"] = responsible.appoint(
            actor=griffie,
            user=account,
            name=person["name"],
            portfolio=person["portfolio"],
            since=clock.today() - timedelta(days=600),
        )
    for consultation in Consultation.objects.order_by("pk"):
        with clock.at(moment(consultation.opens_on - timedelta(days=30), "09:00")):
            member = members[consultation.responsible]
            responsible.make_responsible(member, consultation, actor=griffie)


def _ask(about: Consultation, member: User, key: str, text: str) -> Question:
    subject = subjects.find(about, key) or subjects.Subject(subjects.About.CONSULTATION)
    return acts.ask(
        about, actor=member, about=subject, text=without_hard_line_ends(text), form=uuid4()
    )
