"""What a sender sees on their own page of words that changed and of what is still missing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participatie.accounts.roles import Role
from participatie.core import clock, terms
from participatie.pipeline.acts import completion, texts
from participatie.pipeline.statuses import Channel
from tests import builders

pytestmark = pytest.mark.django_db


def page_of(client, made):
    return client.get(reverse("tracking:follow", args=[made.follow_code])).content.decode()


def test_a_sender_reads_what_we_wrote_down_first_and_why_it_changed_and_no_name_of_ours(client):
    made = builders.contribution(
        builders.consultation(), channel=Channel.PHONE, text="Ik wil geen bonen."
    )
    clerk = builders.staff(Role.CLERK)
    texts.correct(made, actor=clerk, text="Ik wil geen bomen.", reason="Verkeerd verstaan.")
    texts.add(made, actor=clerk, text="En geen hek.", came_from="telefoon")

    page = page_of(client, made)

    assert page.index("Ik wil geen bomen.") < page.index("Zoals u het eerst zei")
    assert "Verkeerd verstaan." in page
    assert "bonen.</del>" in page or "bonen</del>" in page
    assert "En geen hek." in page
    assert clerk.name not in page


def test_words_that_never_changed_have_no_versions(client):
    made = builders.contribution(builders.consultation())

    assert "Zoals u het eerst zei" not in page_of(client, made)


def test_a_sender_sees_what_is_missing_until_it_is_settled(client):
    made = builders.contribution(builders.consultation(), channel=Channel.LETTER)
    clerk = builders.staff(Role.CLERK)
    until = clock.today() + timedelta(days=5)
    completion.ask(made, actor=clerk, missing="Uw handtekening.", until=until)

    assert "Er ontbreekt nog iets aan uw reactie" in page_of(client, made)
    assert "Uw handtekening." in page_of(client, made)
    with clock.at(terms.noon_of(until + timedelta(days=1))):
        assert "is voorbij" in page_of(client, made)
    completion.settle(made, actor=clerk, note="Kwam per post.")
    page = page_of(client, made)
    assert "Er ontbreekt nog iets" not in page
    assert "noteerden wij: Kwam per post." in page


def test_a_sender_reads_where_it_came_in_first(client):
    made = builders.contribution(
        builders.consultation(),
        channel=Channel.LETTER,
        first_received_on=clock.today() - timedelta(days=2),
        forwarded_by="Gemeente Harstede",
    )

    assert "Eerst binnengekomen bij Gemeente Harstede" in page_of(client, made)
