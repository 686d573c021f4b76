"""Speakers saved at the same moment, on a real database."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connections

from participatie.intake.meeting.models import Speaker, SpeakerEntry
from participatie.pipeline.models import Contribution
from tests.intake.desk_form import clerk_client
from tests.intake.meeting_room import meeting, speak

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(keys: Sequence[UUID]) -> None:
    """One clerk sends the forms with these keys at the same moment."""
    evening = meeting()
    clients = [clerk_client() for _key in keys]
    start = Barrier(len(keys))

    def send(number: int) -> int:
        start.wait()
        try:
            return int(speak(clients[number], evening, key=keys[number]).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(keys)) as pool:
        assert set(pool.map(send, range(len(keys)))) == {302}
    assert not SpeakerEntry.objects.exists()


def test_the_same_speaker_sent_four_times_at_once_is_one_contribution() -> None:
    at_once([uuid4()] * 4)

    assert Contribution.objects.get().number == 1
    assert Speaker.objects.get().order == 1


def test_four_speakers_at_once_each_have_a_turn_and_a_number() -> None:
    at_once([uuid4() for _ in range(4)])

    assert sorted(Speaker.objects.values_list("order", flat=True)) == [1, 2, 3, 4]
    assert sorted(Contribution.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
