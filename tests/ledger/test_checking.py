"""Whoever can write in the database cannot change the past unseen: the check says which."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from participatie.accounts.roles import Role
from participatie.core import clock, merkle
from participatie.intake.receive import store
from participatie.ledger import keys, mirror, notes, sequencing, tiles
from participatie.ledger.checking import check
from participatie.ledger.findings import Kind
from participatie.ledger.models import Checkpoint, Place, Tile
from participatie.ledger.sequencing import sequence
from participatie.pipeline import kinds, leaves
from participatie.pipeline.acts import answers, contributions
from participatie.pipeline.models import Answer, Attachment, Contribution, Event
from participatie.pipeline.statuses import AttachmentKind
from tests import builders
from tests.intake.desk_form import scan

RECEIVED = f"DW26-0001 {kinds.RECEIVED}"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_mirror(settings, tmp_path):
    settings.LEDGER_MIRROR_DIR = tmp_path / "mirror"


@pytest.fixture
def placed(django_capture_on_commit_callbacks):
    """A decided consultation in the ledger; the event of its contribution."""
    given = builders.decided()
    with django_capture_on_commit_callbacks(execute=True):
        sequence()
    return Event.objects.select_related("place").get(
        contribution=given, kind="contribution.received"
    )


@contextmanager
def database_rights() -> Iterator[None]:
    """As somebody who can switch off what the tables refuse."""
    with connection.cursor() as cursor:
        # What was written before is looked at now, while it still fits together.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = origin")


def found():
    return {(f["kind"], f["about"], f["place"]) for f in check().findings}


def test_an_honest_ledger_has_no_findings(placed):
    done = check()

    assert done.findings == []
    assert done.size == Event.objects.count()


def test_more_acts_and_more_checkpoints_stay_without_findings(placed):
    other = builders.consultation(slug="kade", prefix="KA26")
    given = builders.admitted(other)
    answer = builders.approved_answer(builders.point(given))
    sequence()
    # Given back, edited and approved again: what was approved first is replaced, by the track.
    answers.return_answer(answer, actor=builders.staff(Role.APPROVER), reason="Kan duidelijker.")
    contributions.withdraw(given, actor=None)
    sequence()

    assert check().findings == []


def test_a_text_that_was_altered_is_named(placed):
    with database_rights():
        Contribution.objects.update(text="Iets heel anders.")

    assert found() == {(Kind.CONTENT_ALTERED, RECEIVED, placed.place.index)}


def test_a_contribution_that_was_dated_back_is_named(placed):
    with database_rights():
        Contribution.objects.update(received_at=clock.now() - timedelta(days=9))

    assert found() == {(Kind.CONTENT_ALTERED, RECEIVED, placed.place.index)}


def test_an_answer_that_was_altered_after_publication_is_named(placed):
    with database_rights():
        Answer.objects.update(plain="Wij hebben dit nooit gezegd.")

    ((kind, about, _place),) = found()
    assert (kind, about) == (Kind.CONTENT_ALTERED, "DW26-A1 answer.approved")


def test_an_event_that_was_altered_is_named(placed):
    with database_rights():
        Event.objects.filter(pk=placed.pk).update(at=placed.at - timedelta(days=30))

    assert found() == {(Kind.EVENT_ALTERED, RECEIVED, placed.place.index)}


def test_an_event_that_was_removed_is_named(placed):
    index = placed.place.index
    with database_rights():
        Place.objects.filter(index=index).delete()
        Event.objects.filter(pk=placed.pk)._raw_delete("default")

    assert found() == {
        (Kind.EVENT_GONE, f"leaf {index}", index),
        (Kind.NEVER_RECEIVED, "DW26-0001", None),
    }


def test_a_contribution_that_was_removed_with_all_its_traces_is_named(placed):
    builders.contribution(Contribution.objects.get().consultation)
    sequence()
    event = Event.objects.get(kind=kinds.RECEIVED, contribution__number=2)
    index = event.place.index
    with database_rights():
        Place.objects.filter(event=event).delete()
        Event.objects.filter(pk=event.pk)._raw_delete("default")
        Contribution.objects.filter(number=2)._raw_delete("default")

    assert {
        (Kind.EVENT_GONE, f"leaf {index}", index),
        (Kind.NUMBER_MISSING, "DW26-0002", None),
    } <= (found())


def test_a_file_that_was_removed_is_named(placed):
    file = store(scan())
    builders.contribution(
        Contribution.objects.get().consultation, attachments=[(file, AttachmentKind.ATTACHMENT)]
    )
    sequence()
    assert check().findings == []
    index = Place.objects.latest("index").index
    with database_rights():
        Attachment.objects.all()._raw_delete("default")

    assert found() == {(Kind.FILE_GONE, "DW26-0002 contribution.received", index)}


def test_an_event_that_was_put_in_between_is_named(placed):
    with database_rights(), connection.cursor() as cursor:
        # With the lowest key, as if it had been there from the beginning, and a leaf of its own.
        cursor.execute(
            "INSERT INTO pipeline_event SELECT -5, kind, at, data, actor_id, answer_id, "
            "consultation_id, contribution_id, decision_id, content, sha256(leaf), salt "
            "FROM pipeline_event WHERE id = %s",
            [placed.pk],
        )

    assert (Kind.NOT_PLACED, RECEIVED, None) in found()


def rewritten(event):
    """Everything in the database made to agree with another text, but for what was signed."""
    with database_rights():
        Contribution.objects.update(text="Iets heel anders.")
        event = Event.objects.select_related("contribution__consultation", "answer").get(
            pk=event.pk
        )
        content = leaves.digest(
            event.salt,
            {
                "channel": event.contribution.channel,
                "files": event.data["files"],
                "given": event.contribution.given,
                "received_at": leaves.moment(event.contribution.received_at),
                "reference": event.contribution.reference,
                "text": event.contribution.text,
            },
        )
        event.content = content
        event.leaf = leaves.leaf_of(event)
        event.save()
        row = Tile.objects.get(level=0, number=0)
        at = event.place.index * tiles.BYTES
        hashes = bytes(row.hashes)
        row.hashes = hashes[:at] + event.leaf + hashes[at + tiles.BYTES :]
        row.save()


def test_a_past_that_was_rewritten_consistently_differs_from_signature_and_file(placed):
    rewritten(placed)

    places = {(kind, place) for kind, _about, place in found()}
    assert places == {(Kind.ROOT_DIFFERS, 0), (Kind.MIRROR_DIFFERS, placed.place.index)}


def test_without_files_the_signatures_say_between_which_checkpoints(placed, settings, tmp_path):
    settings.LEDGER_MIRROR_DIR = tmp_path / "elsewhere"
    first = Checkpoint.objects.get()
    late = builders.contribution(Contribution.objects.get().consultation)
    sequence()
    event = Event.objects.get(contribution=late)
    with database_rights():
        row = Tile.objects.get(level=0, number=0)
        at = event.place.index * tiles.BYTES
        forged = merkle.leaf_hash(b"forged")
        hashes = bytes(row.hashes)
        row.hashes = hashes[:at] + forged + hashes[at + tiles.BYTES :]
        row.save()
        Event.objects.filter(pk=event.pk).update(leaf=forged)

    places = {(kind, place) for kind, _about, place in found()}
    assert (Kind.ROOT_DIFFERS, first.size) in places, "the first checkpoint still agrees"
    assert (Kind.ROOT_DIFFERS, 0) not in places


def test_a_checkpoint_that_was_signed_by_another_is_named(placed, settings):
    made = Checkpoint.objects.get()
    settings.LEDGER_KEYS = ["of somebody else"]
    forged = keys.signers()[0]
    text = made.note.rpartition("\n\n")[0] + "\n"
    with database_rights():
        Checkpoint.objects.update(note=notes.sign(text, [forged]))
    settings.LEDGER_KEYS = []

    assert (Kind.NOT_SIGNED, mirror.kept_as(made), None) in found()


def test_a_checkpoint_that_was_public_and_is_gone_is_named(placed):
    made = Checkpoint.objects.get()
    with database_rights():
        Checkpoint.objects.all()._raw_delete("default")

    assert (Kind.CHECKPOINT_GONE, mirror.kept_as(made), None) in found()


def test_files_stay_as_they_were_told_first(
    placed, monkeypatch, django_capture_on_commit_callbacks
):
    """Also when somebody runs a sequencer of their own, that signs anything."""
    monkeypatch.setattr(sequencing, "_must_be_as_signed", lambda _last: None)
    tile = next(mirror.folder().glob("tile/0/000.p/*"))
    told = tile.read_bytes()
    rewritten(placed)
    builders.contribution(Contribution.objects.get().consultation)
    with django_capture_on_commit_callbacks(execute=True):
        sequence()

    assert tile.read_bytes() == told
    assert (Kind.MIRROR_DIFFERS, f"leaf {placed.place.index}", placed.place.index) in found()


def test_a_checkpoint_of_the_future_is_named():
    builders.consultation()
    with clock.at(clock.now() + timedelta(days=2)):
        made = sequence()

    assert found() == {(Kind.CLOCK_AHEAD, mirror.kept_as(made), None)}


def test_making_it_impossible_to_check_is_named(placed):
    Event.objects.filter(pk=placed.pk).update(salt=b"")

    assert found() == {(Kind.SALT_GONE, RECEIVED, placed.place.index)}


def test_emptying_it_so_that_it_cannot_be_checked_is_named(placed):
    with database_rights():
        Contribution.objects.update(text="")
    Event.objects.filter(pk=placed.pk).update(salt=b"")

    assert found() == {(Kind.SALT_GONE, RECEIVED, placed.place.index)}
