"""What the API gives, checked with the file that anyone can run."""

import base64
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from participatie.core import clock
from participatie.ledger import keys, verify
from participatie.ledger.models import Checkpoint
from participatie.ledger.sequencing import sequence
from participatie.pipeline.models import Event
from tests import builders

pytestmark = pytest.mark.django_db
API = "/api/v1/ledger"
HOLDS, BROKEN, UNCLEAR = 0, 1, 2


def fetched(client: Client, path: str, status: int = 200) -> bytes:
    response = client.get(f"{API}/{path}")
    assert response.status_code == status, response.content
    return response.content


def run(folder: Path, monkeypatch, command: str, *files: tuple[str, bytes], more=()) -> int:
    for name, content in files:
        (folder / name).write_bytes(content)
    monkeypatch.chdir(folder)
    key = str(keys.signers()[0].verifier)
    return verify.main([command, *(name for name, _content in files), "--key", key, *more])


def test_a_sender_checks_the_receipt_with_what_was_kept_and_what_is_published(
    client, tmp_path, monkeypatch
):
    consultation = builders.consultation()
    first = builders.contribution(consultation)
    kept = client.get(f"/volg/{first.follow_code}/belofte.txt")
    assert kept["Content-Disposition"] == 'attachment; filename="belofte.txt"'
    (tmp_path / "belofte.txt").write_bytes(kept.content)
    page = client.get(f"/volg/{first.follow_code}/").content.decode()
    assert "binnen een uur" in page
    early = client.get(f"/volg/{first.follow_code}/bewijs.json").content
    more = ["--promise", "belofte.txt"]
    assert run(tmp_path, monkeypatch, "receipt", ("early", early), more=more) == UNCLEAR

    sequence()

    response = client.get(f"/volg/{first.follow_code}/bewijs.json")
    assert response["Cache-Control"] == "no-store"
    assert run(tmp_path, monkeypatch, "receipt", ("proof", response.content), more=more) == HOLDS
    page = client.get(f"/volg/{first.follow_code}/").content.decode()
    number = response.json()["inclusion"]["index"] + 1
    assert f"is regel {number} van" in page
    assert "nog zoals u haar stuurde" in page
    other = builders.contribution(consultation, text="Iets anders.")
    sequence()
    proof = client.get(f"/volg/{other.follow_code}/bewijs.json").content
    assert run(tmp_path, monkeypatch, "receipt", ("other", proof), more=more) == BROKEN


def test_who_kept_an_older_checkpoint_sees_that_it_goes_on(client, tmp_path, monkeypatch):
    consultation = builders.consultation()
    sequence()
    old = fetched(client, "checkpoint")
    for number in range(5):
        builders.contribution(consultation, text=f"Reactie {number}.")
    sequence()
    new = fetched(client, "checkpoint")
    sizes = [int(note.split(b"\n")[1]) for note in (old, new)]
    between = fetched(client, f"consistency?first={sizes[0]}")
    files = [("old", old), ("new", new), ("between", between)]

    assert run(tmp_path, monkeypatch, "consistency", *files) == HOLDS
    listed = json.loads(fetched(client, "checkpoints"))
    assert [row["size"] for row in listed["checkpoints"]] == sizes[::-1]
    assert listed["next"] is None
    assert json.loads(fetched(client, f"checkpoints/{sizes[0]}"))["note"].encode() == old


def test_somebody_who_altered_the_text_in_the_database_is_found_out_on_the_follow_page(client):
    given = builders.contribution(builders.consultation())
    sequence()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE pipeline_contribution SET text = 'Niets.' WHERE id = %s", [given.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")

    page = client.get(f"/volg/{given.follow_code}/").content.decode()

    assert "Wat wij van uw reactie hebben" in page
    assert "Nationale ombudsman" in page


def test_a_contribution_that_waits_too_long_for_its_place_is_told(client):
    given = builders.contribution(builders.consultation())
    with clock.at(clock.now() + timedelta(hours=3)):
        page = client.get(f"/volg/{given.follow_code}/").content.decode()

    assert "had nu een plaats moeten hebben" in page


def test_every_hash_can_be_fetched_and_what_never_changes_is_kept_for_ever(client):
    builders.consultation()
    size = sequence().size
    leaf = bytes(Event.objects.order_by("pk").first().leaf)

    response = client.get(f"{API}/tile/0/000.p/{size}")
    assert response.content[:32] == leaf
    assert len(response.content) == 32 * size
    assert "immutable" in response["Cache-Control"]
    for text in (leaf.hex(), base64.b64encode(leaf).decode()):
        found = client.get(f"{API}/inclusion", {"leaf": text, "size": size})
        assert found.json()["index"] == 0
        assert "immutable" in found["Cache-Control"]
        assert found["Access-Control-Allow-Origin"] == "*"
        again = client.get(
            f"{API}/inclusion",
            {"leaf": text, "size": size},
            headers={"If-None-Match": found["ETag"]},
        )
        assert again.status_code == 304
    assert "immutable" not in client.get(f"{API}/inclusion", {"leaf": leaf.hex()})["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("inclusion", 422),
        ("inclusion?leaf=abc", 422),
        ("inclusion?leaf=é", 422),
        (f"inclusion?leaf={'0' * 64}", 404),
        (f"inclusion?leaf={'0' * 64}&size=-1", 422),
        (f"inclusion?leaf={'0' * 64}&size={10**30}", 422),
        (f"inclusion?leaf={'0' * 64}&size=9999", 404),
        ("consistency", 422),
        ("consistency?first=2&second=1", 422),
        ("consistency?first=1&second=9999", 404),
        ("consistency?first=9999", 404),
        ("checkpoints/9999", 404),
        (f"checkpoints/{10**30}", 422),
        ("checkpoints/-1", 422),
        ("checkpoints/abc", 422),
        ("checkpoints?before=yesterday", 422),
        ("checkpoints?before=2026-11-22T18:00:00", 422),
        ("tile/0/000", 404),
        ("tile/0/000.p/0", 404),
        ("tile/0/000.p/255", 404),
        ("tile/0/-1", 404),
        ("tile/99999/000", 404),
        ("tile/0/000/..", 404),
        ("tile/entries/000", 404),
        (f"tile/0/{'x999/' * 50}999", 404),
        ("nothing/", 404),
    ],
)
def test_what_cannot_be_answered_is_told_with_the_right_number(client, path, status):
    builders.consultation()
    builders.consultation(slug="brug", prefix="BR26")
    sequence()

    assert "immutable" not in client.get(f"{API}/{path}").headers.get("Cache-Control", "")
    fetched(client, path, status)


def test_before_the_first_checkpoint_there_is_none(client):
    for path in ("checkpoint", "consistency?first=0", f"inclusion?leaf={'0' * 64}"):
        fetched(client, path, 404)
    assert json.loads(fetched(client, "checkpoints")) == {"checkpoints": [], "next": None}
    assert [row["verifier"] for row in json.loads(fetched(client, "keys"))] == [
        str(keys.signers()[0].verifier)
    ]


def test_a_page_of_checkpoints_and_a_proof_cost_the_same_however_many_there_are(
    client, django_assert_num_queries
):
    builders.consultation()
    at = clock.now()
    for hour in range(103):
        with clock.at(at + timedelta(hours=hour)):
            sequence()
        if hour in {0, 102}:
            with django_assert_num_queries(1):
                listed = json.loads(fetched(client, "checkpoints"))
            with django_assert_num_queries(3):
                leaf = bytes(Event.objects.order_by("pk").first().leaf).hex()
                fetched(client, f"inclusion?leaf={leaf}")

    assert len(listed["checkpoints"]) == 100
    rest = client.get(f"{API}/checkpoints", {"before": listed["next"]}).json()
    assert len(rest["checkpoints"]) == 3
    assert Checkpoint.objects.count() == 103


def test_the_description_for_programs_names_every_address(client):
    told = client.get("/api/v1/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    assert {f"{API}/{name}" for name in ("checkpoint", "inclusion", "consistency", "keys")} <= set(
        told["paths"]
    )
    assert client.get("/api/v1/docs/").status_code == 404
