"""What a database administrator of bad will might try, and the sender and the clerk who see it."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.ledger import checking, checkpoints, evidence, keys, mirror, tiles
from participatie.ledger.evidence import State
from participatie.ledger.findings import Kind
from participatie.ledger.models import Checkpoint, Place, Tile
from participatie.ledger.sequencing import RewrittenError, sequence
from participatie.pipeline import leaves
from participatie.pipeline.models import Answer, Contribution, Event
from participatie.pipeline.statuses import AnswerStatus, Status
from tests import builders
from tests.intake import web_visitor
from tests.ledger.test_checking import RECEIVED, database_rights, found, placed, rewritten

__all__ = ["placed"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.INADMISSIBLE])
def test_a_contribution_that_was_put_aside_in_the_database_alone_is_named(placed, status):
    with database_rights():
        Contribution.objects.update(status=status)

    assert found() == {(Kind.STATUS_ALTERED, "DW26-0001", None)}


def test_an_answer_that_was_altered_and_made_a_draft_again_is_named(placed):
    with database_rights():
        Answer.objects.update(plain="Nooit gezegd.", status=AnswerStatus.DRAFT)

    ((kind, about, _place),) = found()
    assert (kind, about) == (Kind.CONTENT_ALTERED, "DW26-A1 answer.approved")


def test_an_arrival_that_was_put_in_with_an_earlier_day_is_named(placed):
    """All of it fits together: its leaf, its place at the end, its text. Only not its day."""
    with clock.at(clock.now() - timedelta(days=9)):
        late = builders.contribution(Contribution.objects.get().consultation)
    sequence()

    place = Place.objects.get(event__contribution=late).index
    assert found() == {(Kind.BACK_DATED, "DW26-0002 contribution.received", place)}


@pytest.mark.parametrize("data", ["null", "[1]", '{"files": 5}'])
def test_a_row_that_cannot_be_read_is_named_and_stops_neither_check_nor_page(placed, client, data):
    with database_rights(), connection.cursor() as cursor:
        cursor.execute("UPDATE pipeline_event SET data = %s WHERE id = %s", [data, placed.pk])

    assert found() == {(Kind.EVENT_ALTERED, RECEIVED, placed.place.index)}
    page = client.get(f"/volg/{placed.contribution.follow_code}/")
    assert "Dit klopt niet" in page.content.decode()


def test_more_numbers_than_can_be_counted_do_not_keep_the_check_busy(placed):
    with database_rights():
        placed.consultation.last_number = 2_000_000_000
        placed.consultation.save(update_fields=["last_number"])
        Checkpoint.objects.update(size=2**50)

    kinds = {kind for kind, _about, _place in found()}
    assert {Kind.NUMBER_MISSING, Kind.NOT_SIGNED} <= kinds


def test_a_step_that_fails_is_told_and_the_others_go_on(placed, monkeypatch):
    monkeypatch.setattr(
        checking, "events_as_they_are", lambda *_given: (int(each) for each in ["x"])
    )
    with database_rights():
        Contribution.objects.update(status=Status.WITHDRAWN)

    assert found() == {
        (Kind.UNREADABLE, "events", None),
        (Kind.STATUS_ALTERED, "DW26-0001", None),
    }


def test_without_its_salt_nobody_says_that_it_still_is_as_it_was_sent(placed, client):
    Event.objects.filter(pk=placed.pk).update(salt=b"")

    assert evidence.of(placed.contribution).state is State.ALTERED
    page = client.get(f"/volg/{placed.contribution.follow_code}/").content.decode()
    assert "zoals u haar stuurde" not in page
    assert "Dit klopt niet" in page


def test_a_tree_with_a_hole_is_told_to_the_sender(placed, client):
    with database_rights():
        Tile.objects.all()._raw_delete("default")

    page = client.get(f"/volg/{placed.contribution.follow_code}/")

    assert page.status_code == 200
    assert "Dit klopt niet" in page.content.decode()


def test_an_arrival_that_was_written_twice_leaves_the_page_of_its_sender(placed, client):
    twice = Event.objects.get(pk=placed.pk)
    twice.pk, twice.salt = None, b"2" * 16
    twice.leaf = leaves.leaf_of(twice)
    twice.save(force_insert=True)

    assert client.get(f"/volg/{placed.contribution.follow_code}/").status_code == 200


def test_a_past_that_was_signed_anew_with_another_key_differs_from_the_files(placed, settings):
    """Record, tree and checkpoints agree, and the key stands on the list: not so on file."""
    rewritten(placed)
    made, ours = Checkpoint.objects.get(), settings.LEDGER_KEYS
    settings.LEDGER_KEYS = ["of somebody of bad will"]
    root = tiles.every().root(made.size)
    keys.note_use()
    with database_rights():
        Checkpoint.objects.update(
            root=root, note=checkpoints.written(made.size, root, made.signed_at)
        )
    settings.LEDGER_KEYS = ours

    place = placed.place.index
    assert found() == {
        (Kind.MIRROR_DIFFERS, f"leaf {place}", place),
        (Kind.MIRROR_DIFFERS, mirror.kept_as(made), None),
    }


def test_what_was_rewritten_is_not_signed_again(placed):
    builders.contribution(placed.consultation)
    rewritten(placed)

    with pytest.raises(RewrittenError):
        sequence()
    assert Checkpoint.objects.count() == 1
    assert Event.objects.filter(place=None).exists(), "what came after waits"
    with pytest.raises(CommandError, match="niets getekend"):
        call_command("ledger", "sequence")


def test_files_that_were_taken_away_are_named(placed):
    made = Checkpoint.objects.get()
    (mirror.folder() / tiles.path(0, 0, made.size)).unlink()
    assert found() == {(Kind.MIRROR_GONE, tiles.path(0, 0), 0)}

    shutil.rmtree(mirror.folder())
    with clock.at(clock.now() + timedelta(hours=2)):
        assert found() == {(Kind.MIRROR_GONE, "checkpoint", None)}


def test_a_checkpoint_that_is_not_on_file_any_more_is_named(
    placed, django_capture_on_commit_callbacks
):
    for _time in range(2):
        builders.contribution(placed.consultation)
        with django_capture_on_commit_callbacks(execute=True):
            sequence()
    assert found() == set()
    between = mirror.kept_as(Checkpoint.objects.all()[1])
    (mirror.folder() / between).unlink()

    assert found() == {(Kind.MIRROR_GONE, between, None)}


def test_what_could_not_be_written_comes_on_file_with_the_next(
    placed, django_capture_on_commit_callbacks
):
    builders.contribution(placed.consultation)
    unwritten = sequence()
    builders.contribution(placed.consultation)
    with django_capture_on_commit_callbacks(execute=True):
        sequence()

    assert (mirror.folder() / mirror.kept_as(unwritten)).read_text() == unwritten.note
    assert found() == set()


def test_a_receipt_of_which_the_arrival_was_taken_away_says_so(client, settings):
    builders.consultation()
    given = web_visitor.send(client)
    clerk = builders.staff(Role.CLERK)
    with database_rights():
        Event.objects.filter(contribution=given)._raw_delete("default")
        Contribution.objects.update(entered_by=clerk)

    receipt = client.get(web_visitor.RECEIPT).content.decode()
    assert "staat niet dat ze binnenkwam" in receipt
    assert client.get(f"{web_visitor.RECEIPT}kopie/").content.startswith(b"%PDF")
    client.force_login(clerk)
    slip = client.get(f"/balie/reactie/{given.reference}/strook/").content.decode()
    assert "staat niet dat ze binnenkwam" in slip
