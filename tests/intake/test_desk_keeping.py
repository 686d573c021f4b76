"""What a clerk typed is kept until it is a contribution, and becomes one only once."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.db import connections
from django.urls import reverse

from participatie.core import clock
from participatie.intake.desk.models import DeskEntry
from participatie.intake.desk.tasks import discard_old_desk_entries
from participatie.pipeline.models import Contribution, StoredFile
from participatie.pipeline.statuses import Channel
from tests import builders
from tests.intake.desk_form import LETTER, address, clerk_client, scan, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation():
    return builders.consultation()


def test_the_same_form_sent_twice_is_one_contribution(consultation):
    client, key = clerk_client(), uuid4()

    first, again = (send(client, Channel.LETTER, key=key) for _ in range(2))

    assert first.url == again.url
    assert Contribution.objects.count() == 1
    assert not DeskEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_scan_sent_by_two_requests_at_once_is_one_contribution():
    builders.consultation()
    clients, key, seen = [clerk_client(), clerk_client()], uuid4(), []
    send(clients[0], Channel.LETTER, key=key, button="choose", text="", scan=scan())

    def press(client):
        seen.append(send(client, Channel.LETTER, key=key, text="").url)
        connections.close_all()

    threads = [Thread(target=press, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [reverse("desk:saved", args=["DW26-0001"])] * 2
    assert Contribution.objects.get().attachments.count() == 1
    assert not DeskEntry.objects.exists()


def test_what_is_typed_after_going_back_in_the_browser_is_not_lost(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key)

    answer = send(client, Channel.LETTER, key=key, text="Toch iets anders.")

    page = answer.content.decode()
    assert "DW26-0001" in page
    assert "Toch iets anders." in page
    assert Contribution.objects.count() == 1
    assert DeskEntry.objects.get().pk != key


def test_what_is_typed_is_kept_while_typing(consultation):
    client, key = clerk_client(), uuid4()

    answer = client.post(
        address(Channel.LETTER, key), {"autosave": "1", "text": "Half", "received_on": "onzin"}
    )

    assert answer.status_code == 204
    page = client.get(address(Channel.LETTER, key)).content.decode()
    assert "Half" in page
    assert 'value="onzin"' in page


def test_keeping_after_saving_makes_no_new_entry(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key)

    client.post(address(Channel.LETTER, key), {"autosave": "1", "text": "Half"})

    assert not DeskEntry.objects.exists()
    assert client.get(address(Channel.LETTER, key)).url == reverse("desk:saved", args=["DW26-0001"])


def test_what_is_typed_is_unreadable_in_the_database(consultation):
    from django.db import connection

    send(clerk_client(), Channel.LETTER, button="choose")

    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM intake_desk_deskentry")
        assert "Jansen" not in cursor.fetchone()[0]


def test_a_colleague_cannot_open_or_change_my_entry(consultation):
    key, other = uuid4(), clerk_client("ander@provincie.example")
    send(clerk_client(), Channel.LETTER, key=key, button="choose")

    for answer in (
        other.get(address(Channel.LETTER, key)),
        send(other, Channel.LETTER, key=key, text="anders"),
        other.post(reverse("desk:discard", args=[Channel.LETTER, key])),
    ):
        assert answer.status_code == 403
        assert "collega" in answer.content.decode()
    assert DeskEntry.objects.get().typed["text"] == LETTER["text"]


def test_an_entry_can_be_thrown_away_with_its_files(consultation):
    client, key = clerk_client(), uuid4()
    send(client, Channel.LETTER, key=key, button="choose", scan=scan())

    client.post(reverse("desk:discard", args=[Channel.LETTER, key]))

    assert not DeskEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_entries_that_nobody_went_on_with_are_thrown_away(consultation):
    client = clerk_client()
    with clock.at(clock.now() - timedelta(days=31)):
        send(client, Channel.LETTER, button="choose", scan=scan())
    send(client, Channel.LETTER, button="choose", name="Nieuw")

    discard_old_desk_entries()

    assert DeskEntry.objects.get().typed["name"] == "Nieuw"
    assert not StoredFile.objects.exists()
