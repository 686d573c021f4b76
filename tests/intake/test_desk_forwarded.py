"""A letter that another body had first (Awb 6:15)."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from participatie.core import clock, terms
from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import Channel, Timeliness
from tests import builders
from tests.intake.desk_form import LETTER, clerk_client, send

pytestmark = pytest.mark.django_db


def typed(day):
    return date_format(day, "d-m-Y")


def test_a_letter_that_was_in_time_at_the_municipality_is_in_time_here_and_says_why():
    consulted = builders.consultation()
    client = clerk_client()
    with clock.at(terms.noon_of(consulted.closes_on + timedelta(days=20))):
        answer = send(
            client,
            Channel.LETTER,
            base=LETTER | {"received_on": typed(clock.today())},
            forwarded_by="Gemeente Harstede",
            first_received_on=typed(consulted.closes_on),
        )
        page = client.get(answer.url).content.decode()

    made = Contribution.objects.get()
    assert made.timeliness == Timeliness.ON_TIME_FORWARDED
    assert (made.forwarded_by, made.first_received_on) == (
        "Gemeente Harstede",
        consulted.closes_on,
    )
    assert "Awb 6:15" in page


@pytest.mark.parametrize(
    ("forwarded", "said"),
    [
        ({"forwarded_by": "Gemeente Harstede"}, "Vul de dag in waarop het daar binnenkwam"),
        ({"first_received_on": "1-1"}, "Vul in welke instantie het doorstuurde"),
        (
            {"forwarded_by": "Gemeente", "first_received_on": "morgen"},
            "Typ een dag, zoals 12-3-2026",
        ),
    ],
)
def test_body_and_day_belong_together_and_what_was_typed_stays(forwarded, said):
    builders.consultation()
    base = LETTER | {"received_on": typed(clock.today())} | forwarded

    page = send(clerk_client(), Channel.LETTER, base=base).content.decode()

    assert said in page
    assert Contribution.objects.count() == 0
    for value in forwarded.values():
        assert f'value="{value}"' in page


def test_it_cannot_come_in_there_after_it_came_in_here():
    builders.consultation()
    base = LETTER | {"received_on": typed(clock.today() - timedelta(days=3))}

    answer = send(
        clerk_client(),
        Channel.LETTER,
        base=base,
        forwarded_by="Gemeente Harstede",
        first_received_on=typed(clock.today()),
    )

    assert answer.context["form"].errors["first_received_on"]
    assert Contribution.objects.count() == 0
