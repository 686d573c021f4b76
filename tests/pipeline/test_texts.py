"""The words of a contribution after it came in: corrected, added to, asked to complete."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import kinds
from participatie.pipeline.acts import completion, contributions, points, public_texts, texts
from participatie.pipeline.models import Delivery, TextVersion
from participatie.pipeline.refusals import NotAllowed, Refused
from participatie.pipeline.statuses import Channel, DeliveryKind, Status, TextVersionKind
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return builders.staff(Role.CLERK)


@pytest.fixture
def call(clerk):
    return builders.contribution(builders.consultation(), channel=Channel.PHONE)


def test_a_correction_is_a_new_version_beside_the_original(call, clerk):
    made = texts.correct(call, actor=clerk, text="De bomen mogen weg.", reason="verkeerd verstaan")
    call.refresh_from_db()
    assert (call.text, call.words) == (builders.TEXT, "De bomen mogen weg.")
    assert (made.version, made.kind) == (2, TextVersionKind.CORRECTION)
    event = call.events.get(kind=kinds.CORRECTED)
    assert event.data == {"version": 2, "reason": "verkeerd verstaan"}
    assert event.actor == clerk


def test_the_database_refuses_to_change_a_version(call, clerk):
    texts.correct(call, actor=clerk, text="Anders.", reason="verkeerd verstaan")
    with pytest.raises(DatabaseError), transaction.atomic():
        TextVersion.objects.update(text="Nog anders.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM pipeline_textversion")


@pytest.mark.parametrize(
    ("text", "reason", "said"),
    [
        ("", "vergist", "nog geen tekst"),
        (builders.TEXT, "vergist", "dezelfde tekst"),
        ("Anders.", " ", "wat er fout was"),
    ],
)
def test_a_correction_needs_other_words_and_a_reason(call, clerk, text, reason, said):
    with pytest.raises(Refused, match=said):
        texts.correct(call, actor=clerk, text=text, reason=reason)
    assert not call.text_versions.exists()


def test_what_the_sender_typed_is_not_corrected(clerk):
    web = builders.contribution(builders.consultation())
    with pytest.raises(Refused, match="Niemand anders"):
        texts.correct(web, actor=clerk, text="Anders.", reason="beter zo")


def test_only_who_handles_contributions_corrects(call):
    with pytest.raises(NotAllowed):
        texts.correct(call, actor=builders.staff(Role.EDITOR), text="Anders.", reason="beter")


def test_words_with_points_or_a_public_text_stay(clerk):
    call = builders.admitted(builders.consultation(), channel=Channel.PHONE)
    handler = builders.staff(Role.HANDLER)
    point = builders.point(call)
    with pytest.raises(Refused, match="punten"):
        texts.correct(call, actor=clerk, text="Anders.", reason="beter")
    points.remove_point(point, actor=handler, reason="verkeerd gelezen")
    public_texts.approve_public_text(call, actor=handler, hidden=[])
    with pytest.raises(Refused, match="openbaar"):
        texts.correct(call, actor=clerk, text="Anders.", reason="beter")


def test_an_addition_stands_behind_what_was_there(clerk):
    web = builders.admitted(builders.consultation())
    point = builders.point(web, "Het fietspad mag breder.")
    texts.add(web, actor=clerk, text="Ook de lantaarns.", came_from="brief")
    web.refresh_from_db()
    assert web.words.startswith(builders.TEXT)
    assert web.words.endswith("Ook de lantaarns.")
    assert "Aanvulling van" in web.words
    # A passage that a point was taken from keeps its place.
    assert web.words[point.start : point.end] == "Het fietspad mag breder."
    texts.add(web, actor=clerk, text="En de bankjes.")
    assert list(web.text_versions.values_list("version", flat=True)) == [2, 3]


def test_an_addition_can_be_split_into_points(clerk):
    web = builders.admitted(builders.consultation())
    texts.add(web, actor=clerk, text="Ook de lantaarns.")
    web.refresh_from_db()
    start = web.words.index("Ook de")
    span = points.Span(start, len(web.words))
    passage = points.Passage(summary="Licht", span=span, theme=web.consultation.themes.first())
    made = points.make_point(web, passage, actor=builders.staff(Role.HANDLER))
    assert made.quote == "Ook de lantaarns."


def test_nothing_is_added_to_what_is_over(clerk, call):
    contributions.withdraw(call, actor=clerk, reason="belde")
    with pytest.raises(Refused, match="niet meer"):
        texts.add(call, actor=clerk, text="Nog iets.")
    with pytest.raises(Refused, match="niet meer"):
        completion.ask(call, actor=clerk, missing="adres", until=clock.today() + timedelta(days=14))


def test_the_sender_is_asked_to_complete_and_hears_of_it(clerk):
    letter = builders.contribution(builders.consultation(), channel=Channel.LETTER)
    until = clock.today() + timedelta(days=14)
    asked = completion.ask(letter, actor=clerk, missing="De handtekening.", until=until)
    assert letter.events.get(kind=kinds.COMPLETION_ASKED).data["missing"] == "De handtekening."
    assert Delivery.objects.filter(contribution=letter, kind=DeliveryKind.COMPLETION).exists()
    with pytest.raises(Refused, match="al gevraagd"):
        completion.ask(letter, actor=clerk, missing="Nog iets.", until=until)
    completion.settle(letter, actor=clerk, note="Getekend op 3 maart.")
    asked.refresh_from_db()
    assert asked.settled_at is not None
    assert letter.status == Status.RECEIVED
    with pytest.raises(Refused, match="geen open verzoek"):
        completion.settle(letter, actor=clerk, note="Nog eens.")


def test_a_request_to_complete_says_what_and_until_a_day_to_come(clerk, call):
    with pytest.raises(Refused, match="wat er ontbreekt"):
        completion.ask(call, actor=clerk, missing=" ", until=clock.today() + timedelta(days=14))
    with pytest.raises(Refused, match="nog moet komen"):
        completion.ask(call, actor=clerk, missing="Adres", until=clock.today())
