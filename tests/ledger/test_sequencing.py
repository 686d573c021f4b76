"""Every event gets one place, in one order, in a tree that only grows and is signed."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from participatie.accounts.roles import Role
from participatie.core import clock, merkle
from participatie.ledger import checkpoints, keys, notes, promises, proofs, tiles, verify
from participatie.ledger.models import Checkpoint, Place, Tile
from participatie.ledger.sequencing import sequence
from participatie.pipeline import events, kinds, leaves
from participatie.pipeline.acts import contributions
from participatie.pipeline.models import Contribution, Event
from tests import builders


def everything_has_one_place():
    places = list(Place.objects.values_list("index", "event__leaf"))
    assert [index for index, _leaf in places] == list(range(Event.objects.count()))
    return [bytes(leaf) for _index, leaf in places]


def in_memory(hashes):
    """The same tree, made in the simplest way there is."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return merkle.node_hash(in_memory(hashes[:half]), in_memory(hashes[half:]))


@pytest.mark.django_db
def test_every_event_gets_its_place_and_the_tree_is_signed():
    builders.decided()

    made = sequence()

    hashes = everything_has_one_place()
    assert made.size == len(hashes)
    assert bytes(made.root) == in_memory(hashes) == tiles.Tiles().root(made.size)
    text = notes.opened(made.note, keys.verifiers())
    assert checkpoints.read(text) == (keys.origin(), made.size, bytes(made.root), made.signed_at)
    assert sequence() is None, "nothing new, and this hour has a checkpoint"


@pytest.mark.django_db
def test_a_promise_given_at_once_is_kept_and_a_stranger_can_check_that():
    given = builders.contribution(builders.consultation())
    event = promises.received(given)
    promise = promises.promise(event)

    assert proofs.of_event(event) is None, "not in the tree yet"
    sequence()

    lines = notes.opened(promise, keys.verifiers()).splitlines()
    assert lines[1] == given.reference
    proof, checkpoint = proofs.of_event(event)
    assert verify.is_included(
        proof.leaf, proof.index, proof.size, proof.path, bytes(checkpoint.root)
    )


@pytest.mark.django_db
def test_later_trees_go_on_from_earlier_ones():
    consultation = builders.consultation()
    made = []
    for _round in range(5):
        for _number in range(3):
            builders.contribution(consultation)
        made.append(sequence())

    for older in made:
        for newer in made:
            if older.size <= newer.size:
                proof = proofs.consistency(older.size, newer.size)
                assert verify.is_consistent(
                    older.size, newer.size, proof, bytes(older.root), bytes(newer.root)
                )
    with pytest.raises(ValueError, match="no tree"):
        proofs.consistency(1, made[-1].size + 1)


@pytest.mark.django_db
def test_tiles_fill_up_and_the_next_level_begins():
    consultation = builders.consultation()
    contribution = builders.contribution(consultation)
    staff = builders.staff(Role.HANDLER)
    sizes = []
    for count in (250, 10, 300, 700):
        events.record_for_each(
            kinds.ASSIGNED, [contribution] * count, actor=staff, consultation=consultation
        )
        sizes.append(sequence().size)

    hashes = everything_has_one_place()
    tree = tiles.every()
    for size in sizes:
        assert tree.root(size) == in_memory(hashes[:size])
    assert list(Tile.objects.filter(level=1).values_list("number", flat=True)) == [0], (
        "one tile of roots of full tiles"
    )
    for index in (0, 255, 256, 511, 1000):
        proof = proofs.of_leaf(hashes[index], sizes[-1])
        assert verify.is_included(
            proof.leaf, index, sizes[-1], proof.path, bytes(Checkpoint.objects.last().root)
        )


@pytest.mark.django_db
def test_there_is_a_checkpoint_each_hour_and_when_a_term_ends(client):
    consultation = builders.consultation()
    closes_at = consultation.closes_at
    with clock.at(closes_at - timedelta(minutes=2)):
        first = sequence()
    with clock.at(closes_at - timedelta(minutes=1)):
        assert sequence() is None
    with clock.at(closes_at + timedelta(seconds=1)):
        at_closing = sequence()
    assert checkpoints.first_after(closes_at) == at_closing
    assert client.get("/logboek/sluiting/dorpsweg.txt").content.decode() == at_closing.note
    assert at_closing.size == first.size
    with clock.at(closes_at + timedelta(minutes=59)):
        assert sequence() is None
    with clock.at(closes_at + timedelta(minutes=60)):
        assert sequence() is not None


@pytest.mark.django_db
def test_a_clock_that_runs_back_gives_no_checkpoint_of_the_past(caplog):
    now = clock.now()
    with clock.at(now):
        consultation = builders.consultation()
        first = sequence()
    with clock.at(now - timedelta(days=3)):
        builders.contribution(consultation)
        second = sequence()

    assert second.signed_at > first.signed_at
    assert second.size > first.size
    assert "clock" in caplog.text


@pytest.mark.django_db
def test_a_new_key_signs_beside_the_old_one_until_that_is_taken_out(settings):
    consultation = builders.consultation()
    old = keys.signers()[0].verifier
    before = sequence()
    settings.LEDGER_KEYS = ["a new secret", *settings.LEDGER_KEYS]
    new = keys.signers()[0].verifier
    builders.contribution(consultation)
    during = sequence()
    settings.LEDGER_KEYS = ["a new secret"]
    builders.contribution(consultation)
    after = sequence()

    assert notes.opened(during.note, [old]) == notes.opened(during.note, [new])
    with pytest.raises(notes.BadNote):
        notes.opened(after.note, [old])
    for made in (before, during, after):
        assert notes.opened(made.note, keys.verifiers())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pipeline_event SET leaf = content || leaf",
        "UPDATE pipeline_event SET salt = '\\x00'",
        "DELETE FROM ledger_place",
        "UPDATE ledger_place SET index = index + 100",
        "DELETE FROM ledger_tile",
        "UPDATE ledger_checkpoint SET size = 0",
        "INSERT INTO pipeline_event (kind, at, consultation_id, data, salt, content, leaf) "
        "SELECT kind, at, consultation_id, data, salt, content, '\\x00' "
        "FROM pipeline_event LIMIT 1",
    ],
)
def test_the_database_refuses_to_change_the_ledger(statement):
    builders.contribution(builders.consultation())
    sequence()

    with (
        pytest.raises(DatabaseError, match=r"Cannot|event_has_a_leaf"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_erasing_what_was_said_leaves_the_tree_whole():
    given = builders.contribution(builders.consultation())
    made = sequence()
    event = promises.received(given)

    Event.objects.filter(pk=event.pk).update(salt=b"")

    event.refresh_from_db()
    proof, _checkpoint = proofs.of_event(event)
    assert verify.is_included(proof.leaf, proof.index, made.size, proof.path, bytes(made.root))
    assert leaves.leaf_of(event) != bytes(event.leaf), "nobody can make it again"


@pytest.mark.django_db(transaction=True)
def test_two_sequencers_at_once_give_no_place_twice():
    consultation = builders.consultation()
    sequence()
    stop = threading.Event()
    errors = []

    def in_thread(work):
        try:
            while not stop.is_set():
                work()
        except Exception as error:  # noqa: BLE001 - told by the test below
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=in_thread, args=[sequence]) for _number in range(2)]
    for worker in workers:
        worker.start()
    for _number in range(25):
        builders.contribution(consultation)
    stop.set()
    for worker in workers:
        worker.join()
    sequence()

    assert not errors
    hashes = everything_has_one_place()
    newest = checkpoints.latest()
    assert newest.size == len(hashes)
    assert bytes(newest.root) == in_memory(hashes)


@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_committed_late_still_gets_its_place():
    consultation = builders.consultation()
    began, may_end = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            contributions.withdraw(Contribution.objects.get(), actor=None)
            began.set()
            may_end.wait(10)
        connection.close()

    builders.contribution(consultation)
    worker = threading.Thread(target=slow)
    worker.start()
    began.wait(10)
    builders.staff(Role.CLERK)
    # A later event, with a higher key, is committed first.
    events.record(kinds.FORM_CHANGED, actor=None, consultation=consultation)
    sequence()
    assert Place.objects.count() == Event.objects.count()
    may_end.set()
    worker.join()
    assert Place.objects.count() == Event.objects.count() - 1
    sequence()

    everything_has_one_place()
