"""What a handler sees of words that changed and of what is still missing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import completion, contributions, points, texts
from participatie.pipeline.statuses import Channel
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(client):
    client.force_login(builders.staff(Role.HANDLER))
    return client


def corrected():
    made = builders.contribution(
        builders.consultation(), channel=Channel.LETTER, text="De bonen moeten blijven."
    )
    texts.correct(
        made,
        actor=builders.staff(Role.CLERK),
        text="De bomen moeten blijven.",
        reason="Verkeerd gelezen.",
    )
    made.refresh_from_db()
    return made


def asked(until):
    made = builders.contribution(builders.consultation(), channel=Channel.LETTER)
    completion.ask(made, actor=builders.staff(Role.CLERK), missing="Uw naam.", until=until)
    return made


def test_the_newest_words_come_first_and_what_they_were_is_folded(handler):
    made = corrected()

    page = handler.get(reverse("triage:contribution", args=[made.reference])).content.decode()

    assert page.index("De bomen moeten blijven.") < page.index("De bonen moeten blijven.")
    assert "Verkeerd gelezen." in page
    assert "bonen</del>" in page


def test_points_are_taken_from_the_newest_words(handler):
    made = contributions.admit(corrected(), actor=builders.staff(Role.HANDLER))

    page = handler.get(reverse("triage:split", args=[made.reference])).content.decode()
    assert "De bomen moeten blijven." in page
    assert "bonen" not in page
    made_point = points.make_point(
        made,
        points.Passage(
            summary="Bomen",
            span=points.Span(0, len(made.words)),
            theme=made.consultation.themes.first(),
        ),
        actor=builders.staff(Role.HANDLER),
    )
    assert made_point.quote == "De bomen moeten blijven."


def test_a_handler_sees_until_when_something_can_be_completed_and_when_that_passed(handler):
    until = clock.today() + timedelta(days=5)
    made = asked(until)
    page, queue = reverse("triage:contribution", args=[made.reference]), reverse("triage:queue")

    assert "De indiener is gevraagd om aan te vullen" in handler.get(page).content.decode()
    assert "aanvullen tot" in handler.get(queue).content.decode()
    passed = f"{queue}?missing=completion"
    assert made.reference not in handler.get(passed).content.decode()
    with clock.at(terms.noon_of(until + timedelta(days=1))):
        handler.force_login(builders.staff(Role.HANDLER))
        assert "De termijn om aan te vullen is voorbij" in handler.get(page).content.decode()
        assert made.reference in handler.get(passed).content.decode()
    assert "Schrijf op wat er binnenkwam" in handler.post(page, {"act": "settle"}).content.decode()
    handler.post(page, {"act": "settle", "note": "Naam gekregen."})
    assert "om aan te vullen" not in handler.get(page).content.decode().split("</h1>")[0]
    assert "Naam gekregen." in handler.get(page).content.decode()


def test_where_it_came_in_first_is_a_fact(handler):
    made = builders.contribution(
        builders.consultation(),
        channel=Channel.LETTER,
        first_received_on=clock.today() - timedelta(days=2),
        forwarded_by="Gemeente Harstede",
    )

    page = handler.get(reverse("triage:contribution", args=[made.reference])).content.decode()

    assert "Gemeente Harstede" in page
