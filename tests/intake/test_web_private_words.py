"""A gentle hint before sending, when a text seems to hold something private."""

import pytest
from django.test import Client

from participatie.accounts.roles import Role
from participatie.duties.switching import switch
from participatie.intake.web.algorithms import PRIVATE_WORDS
from participatie.pipeline.models import Contribution
from participatie.pipeline.questions import Question, QuestionKind
from tests import builders
from tests.intake.web_visitor import CHECK, FORM, filled

pytestmark = pytest.mark.django_db
ASKED = "Wilt u dat anderen dit kunnen lezen?"


def checked(client: Client, text: str) -> list[tuple[str, str]]:
    """What the check page points at in this text."""
    client.post(FORM, filled(**{"question-opinion": text}))
    response = client.get(CHECK)
    found = [(one.words, str(one.kind.label)) for one in response.context["private_words"]]
    assert (ASKED in response.content.decode()) == bool(found)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De lindes moeten blijven, ook op nummer 12.", []),
        ("Het dorp 9911 XA verdient beter.", []),
        ("Bel mij op 06 12345678!", [("06 12345678", "telefoonnummer")]),
        ("Mail jan@voorbeeld.example.", [("jan@voorbeeld.example", "e-mailadres")]),
        ("Ik woon op 9911 XA 12.", [("9911 XA 12", "postcode")]),
        ("Mijn nummer is 111222333.", [("111222333", "burgerservicenummer")]),
        ("Mijn nummer is 111222334.", []),
        ("Op NL91ABNA0417164300 graag.", [("NL91ABNA0417164300", "rekeningnummer")]),
        ("Mijn man heeft Diabetes. Diabetes!", [("Diabetes", "iemands gezondheid")]),
        ("Ik rijd in een rolstoelbus.", []),
    ],
)
def test_what_looks_private_is_pointed_at(
    client: Client, text: str, found: list[tuple[str, str]]
) -> None:
    builders.consultation()
    assert checked(client, text) == found


def test_the_hint_stops_nobody(client: Client) -> None:
    builders.consultation()
    assert checked(client, "Mijn man zit in een rolstoel.")
    client.post(CHECK)
    assert Contribution.objects.get().text == "Mijn man zit in een rolstoel."


def test_chosen_answers_are_not_looked_at(client: Client) -> None:
    where = Question("where", QuestionKind.ONE_CHOICE, "Waar?", choices=("Dorpsstraat 1", "Elders"))
    builders.consultation(questions=[builders.OPINION, where])
    client.post(FORM, filled(**{"question-where": "Dorpsstraat 1"}))
    assert client.get(CHECK).context["private_words"] == []


def test_an_administrator_switches_the_hint_off(client: Client) -> None:
    builders.consultation()
    switch(
        PRIVATE_WORDS.slug,
        to=False,
        actor=builders.staff(Role.ADMINISTRATOR),
        reason="Wij zoeken uit of dit goed gaat.",
    )
    assert checked(client, "Bel mij op 06 12345678!") == []
    assert "Staat er iets persoonlijks in uw tekst?" in client.get(CHECK).content.decode()


def test_the_warning_stands_before_the_question_once(client: Client) -> None:
    more = Question("more", QuestionKind.OPEN, "Nog iets?", optional=True, group="Verder")
    builders.consultation(questions=[builders.OPINION, more])
    page = client.get(FORM).content.decode()
    warning = "Laat weg wat zij niet hoeven te weten"
    assert page.count(warning) == 1
    assert page.index(warning) < page.index("Wat vindt u van het plan?")
