"""The record in any state a test needs, reached by the real acts."""

from datetime import timedelta
from typing import Any

from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.intake.receive import receive
from participatie.pipeline.acts import answers, consultations, contributions, decisions, points
from participatie.pipeline.acts.consultations import Procedure
from participatie.pipeline.acts.submitters import Person
from participatie.pipeline.models import (
    Answer,
    Change,
    Consultation,
    Contact,
    Contribution,
    Decision,
    Point,
)
from participatie.pipeline.questions import Question, QuestionKind
from participatie.pipeline.statuses import (
    Audience,
    ChangeOrigin,
    Channel,
    DeliveryWay,
    Outcome,
    Phase,
    Regime,
)

PASSWORD = "een-lang-wachtwoord"
OPINION = Question("opinion", QuestionKind.OPEN, "Wat vindt u van het plan?")
WAY = Question("way", QuestionKind.ONE_CHOICE, "Hoe reist u?", choices=("te voet", "fiets"))
TEXT = "De bomen langs de weg moeten blijven. Het fietspad mag breder. Groeten uit het dorp!"
JAN = Contact(
    name="Jan de Vries",
    email="jan@voorbeeld.example",
    phone="0612345678",
    street="Dorpsstraat 1",
    postcode="9999 AB",
    city="Testdorp",
)


def staff(*roles: Role, email: str = "") -> User:
    """Somebody who works here with these roles; the same e-mail gives the same person."""
    email = email or f"{'-'.join(roles) or 'nobody'}@provincie.example"
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    return User.objects.create_user(
        email, PASSWORD, roles=roles, first_name=email.split("@")[0].title(), last_name="Test"
    )


def procedure(**over: Any) -> Procedure:
    """A procedure whose six weeks began ten days ago, through all doors."""
    opens_on = over.pop("opens_on", clock.today() - timedelta(days=10))
    values: dict[str, Any] = {
        "slug": "dorpsweg",
        "title": "Nieuwe inrichting van de Dorpsweg",
        "prefix": "DW26",
        "regime": Regime.AWB34,
        "phase": Phase.PREPARATION,
        "audience": Audience.EVERYONE,
        "opens_on": opens_on,
        "closes_on": terms.last_day(opens_on, 6),
        "decision_expected_on": opens_on + timedelta(days=150),
        "responsible": "Gedeputeerde voor wegen",
        "contact": {
            "name": "Team Inspraak",
            "phone": "0999-000100",
            "phone_hours": "op werkdagen van 9 tot 17 uur",
            "email": "inspraak@provincie.example",
        },
        "doors": dict.fromkeys(Channel, "Provinciehuis, Harstede"),
        "questions": [OPINION],
        "themes": ["Bomen", "Fietsers"],
    }
    return Procedure(**values | over)


def consultation(**over: Any) -> Consultation:
    """A consultation in force."""
    return consultations.put_in_force(procedure(**over), actor=staff(Role.EDITOR))


def contribution(
    to: Consultation,
    *,
    channel: Channel = Channel.WEB,
    text: str = TEXT,
    contact: Contact = JAN,
    reply_by: DeliveryWay = DeliveryWay.EMAIL,
    **over: Any,
) -> Contribution:
    """A contribution that came in just now; other doors than the web through a clerk."""
    over.setdefault("actor", None if channel is Channel.WEB else staff(Role.CLERK))
    over.setdefault("submitter", Person(contact=contact, reply_by=reply_by))
    return receive(to, channel=channel, text=text, form=to.form, **over)


def admitted(to: Consultation, **over: Any) -> Contribution:
    """A contribution that is being handled."""
    return contributions.admit(contribution(to, **over), actor=staff(Role.HANDLER))


def point(of: Contribution, quote: str = "De bomen langs de weg moeten blijven.") -> Point:
    """A point with this passage of an admitted contribution, about the first theme."""
    start = of.text.index(quote)
    return points.make_point(
        of,
        points.Passage(
            summary=f"Over: {quote[:40]}",
            span=points.Span(start, start + len(quote)),
            theme=of.consultation.themes.first(),
        ),
        actor=staff(Role.HANDLER),
    )


def draft_answer(*to: Point, outcome: Outcome = Outcome.NOT_ADOPTED) -> Answer:
    """A draft answer to these points."""
    return answers.draft_answer(
        to,
        actor=staff(Role.HANDLER),
        outcome=outcome,
        reason="De provincie heeft dit afgewogen tegen de veiligheid.",
        plain="Wij doen dit niet, omdat het niet veilig is.",
    )


def approved_answer(*to: Point, outcome: Outcome = Outcome.NOT_ADOPTED) -> Answer:
    """An answer that a second person approved."""
    answer = draft_answer(*to, outcome=outcome)
    answers.submit_answer(answer, actor=staff(Role.HANDLER))
    return answers.approve_answer(answer, actor=staff(Role.APPROVER))


def decision(to: Consultation) -> Decision:
    """A draft decision of two articles."""
    return decisions.draft_decision(
        to,
        actor=staff(Role.HANDLER),
        title="Inrichtingsplan Dorpsweg",
        parts=[
            decisions.Part(label="Artikel 1", heading="Bomen", text="De bomen worden gekapt."),
            decisions.Part(label="Artikel 2", heading="Fietsen", text="Er komt een fietspad."),
        ],
    )


def change(of: Decision, *because_of: Answer, label: str = "Artikel 1") -> Change:
    """A change of one article because of these answers."""
    return decisions.make_change(
        of,
        actor=staff(Role.HANDLER),
        label=label,
        after="De bomen blijven staan.",
        explanation="Veel mensen vroegen hierom.",
        origin=ChangeOrigin.ANSWERS,
        answers=because_of,
    )


def after_the_term(of: Consultation) -> Any:
    """A block of time the day after the term, for `with`."""
    return clock.at(terms.noon_of(of.closes_on + timedelta(days=1)))


def answered(**over: Any) -> Contribution:
    """A contribution of a closed consultation whose one point was adopted and published."""
    consulted = consultation(**over)
    given = contribution(consulted)
    with after_the_term(consulted):
        given = contributions.admit(given, actor=staff(Role.HANDLER))
        answer = approved_answer(point(given), outcome=Outcome.ADOPTED)
        change(decision(consulted), answer)
        answers.publish_answers(consulted, actor=staff(Role.APPROVER))
    given.refresh_from_db()
    return given


def decided(**over: Any) -> Contribution:
    """A contribution of a consultation that was decided on."""
    given = answered(**over)
    consulted = Consultation.objects.get(pk=given.consultation_id)
    with after_the_term(consulted):
        decisions.adopt_decision(
            Decision.objects.get(consultation=consulted),
            actor=staff(Role.APPROVER),
            adopted_by="Provinciale Staten",
            adopted_on=clock.today(),
        )
    return Contribution.objects.get(pk=given.pk)
