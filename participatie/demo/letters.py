"""What lies at the desk in the demo: a letter that is not complete, one that was added to, and one
that was not for the province."""

from datetime import timedelta

from participatie.accounts.models import User
from participatie.core import clock, terms
from participatie.intake.desk import sent_on
from participatie.intake.desk.models import SentOnKind
from participatie.pipeline.acts import completion, texts
from participatie.pipeline.models import Contact, Contribution
from participatie.pipeline.statuses import Channel, Status


def lie_at_the_desk(clerk: User) -> None:
    """Do with the newest letters what a clerk does with them in a week."""
    newest = Contribution.objects.filter(
        channel=Channel.LETTER, status=Status.RECEIVED, completion_requests=None
    ).order_by("-received_at", "-pk")[:2]
    for letter, act in zip(newest, (_incomplete, _added), strict=False):
        act(letter, clerk)
    found = sent_on.register(
        actor=clerk,
        kind=SentOnKind.ON,
        received_on=clock.today() - timedelta(days=2),
        sender=Contact(name="R. Hidding", street="Kade 12", postcode="9911 XB", city="Harstede"),
        about="Een vergunning voor een dakkapel",
        reason="Over bouwvergunningen gaat de gemeente.",
        body_name="Gemeente Harstede",
        body_address="Postbus 20\n9910 AA Harstede",
    )
    sent_on.post(found, actor=clerk)


def _incomplete(letter: Contribution, clerk: User) -> None:
    completion.ask(
        letter,
        actor=clerk,
        missing="Uw handtekening.\nBladzijde 2 van uw brief: die zat niet in de envelop.",
        until=terms.last_day(clock.today() + timedelta(days=1), 2),
    )


def _added(letter: Contribution, clerk: User) -> None:
    texts.add(
        letter,
        actor=clerk,
        text="Ik vergat nog te zeggen: mijn buren van de overkant vinden dit ook.",
        came_from="Gebeld, gaf nummer en volgcode.",
    )
