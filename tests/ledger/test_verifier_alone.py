"""The file that anyone can run: with nothing beside it, and with whatever it is given."""

import hashlib
import hmac
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from participatie.ledger import verify
from tests.ledger.tree import Signer, Tree, leaf_hash

HOLDS, BROKEN, UNCLEAR = 0, 1, 2
ORIGIN = "provincie.example/logboek"
SIGNER, STRANGER = Signer(ORIGIN), Signer(ORIGIN, b"\x08" * 32)
SALT = "00112233445566778899aabbccddeeff"
CONTENT = {
    "channel": "web",
    "files": ["ab" * 32],
    "given": {"q1": "ja"},
    "received_at": "2026-11-22T17:40:00.123456Z",
    "reference": "OV26-0042",
    "text": "Meer groen, alstublieft. Één boom is géén boom.",
}


def canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def leaf_of(given: dict, **changed: object) -> str:
    key = bytes.fromhex(SALT)
    digest = hmac.new(key, canonical(given).encode(), hashlib.sha256).hexdigest()
    fields = {
        "answer": None,
        "at": "2026-11-22T17:40:00.123456Z",
        "consultation": 3,
        "content": digest,
        "contribution": 42,
        "decision": None,
        "details": "cd" * 32,
        "kind": "contribution.received",
        "salt": SALT,
        "version": 1,
    }
    return canonical(fields | changed)


LEAF = leaf_of(CONTENT)
TREE = Tree([b"one", b"two", LEAF.encode(), b"four", b"five", b"six"])


def in_base64(hashes: list[bytes]) -> list[str]:
    from base64 import b64encode

    return [b64encode(one).decode() for one in hashes]


def proof(**changed: object) -> dict:
    """What the follow page hands out: contribution number 3 of a logbook of 5."""
    made = {
        "leaf": LEAF,
        "content": CONTENT,
        "promise": SIGNER.promise("OV26-0042", leaf_hash(LEAF.encode())),
        "checkpoint": SIGNER.checkpoint(5, TREE.root(5)),
        "inclusion": {"index": 2, "size": 5, "hashes": in_base64(TREE.path(2, 5))},
        "keys": [SIGNER.vkey],
    }
    return made | changed


def written(folder: Path, **files: object) -> None:
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content)
        (folder / name).write_text(text)


def run(folder: Path, monkeypatch, *arguments: str) -> int:
    """The command in this process, which is quicker."""
    monkeypatch.chdir(folder)
    return verify.main(list(arguments))


def receipt(folder: Path, monkeypatch, given: object, *more: str) -> int:
    written(folder, proof=given)
    return run(folder, monkeypatch, "receipt", "proof", "--key", SIGNER.vkey, *more)


def consistency(folder: Path, monkeypatch, old: str, new: str, given: object) -> int:
    written(folder, old=old, new=new, proof=given)
    key = ["--key", SIGNER.vkey]
    return run(folder, monkeypatch, "consistency", "old", "new", "proof", *key)


def test_it_runs_with_nothing_beside_it(tmp_path):
    shutil.copy(verify.__file__, tmp_path / "verify.py")
    written(
        tmp_path,
        proof=proof(),
        old=SIGNER.checkpoint(3, TREE.root(3)),
        new=SIGNER.checkpoint(5, TREE.root(5)),
        between={"first": 3, "second": 5, "hashes": in_base64(TREE.proof(3, 5))},
        altered=proof(content=CONTENT | {"text": "Minder groen."}),
    )

    def alone(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "verify.py", *arguments, "--key", SIGNER.vkey]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    told = alone("receipt", "proof", "--lang", "nl")
    assert (told.returncode, told.stderr) == (HOLDS, "")
    assert "Ze is regel 3 van de 5 in het logboek" in told.stdout
    told = alone("consistency", "old", "new", "between", "--lang", "en")
    assert (told.returncode, told.stderr) == (HOLDS, "")
    assert "All 3 lines" in told.stdout
    assert alone("note", "new").returncode == HOLDS
    told = alone("receipt", "altered")
    assert told.returncode == BROKEN
    assert "KLOPT NIET: De reactie is niet wat is vastgelegd." in told.stdout


def test_a_site_that_makes_leaf_and_promise_anew_is_caught_by_the_promise_that_was_kept(
    tmp_path, monkeypatch
):
    """Who holds the keys can sign anything again, but not take back what they signed before."""
    content = CONTENT | {"received_at": "2026-12-22T17:40:00.123456Z"}
    leaf = leaf_of(content)
    tree = Tree([b"one", b"two", leaf.encode()])
    forged = proof(
        leaf=leaf,
        content=content,
        promise=SIGNER.promise("OV26-0042", leaf_hash(leaf.encode())),
        checkpoint=SIGNER.checkpoint(3, tree.root(3)),
        inclusion={"index": 2, "size": 3, "hashes": in_base64(tree.path(2, 3))},
    )
    written(tmp_path, kept=proof()["promise"])

    assert receipt(tmp_path, monkeypatch, forged) == HOLDS
    assert receipt(tmp_path, monkeypatch, forged, "--promise", "kept") == BROKEN


PROMISE = leaf_hash(LEAF.encode())
ELSEWHERE = Signer("elders.example/logboek", b"\7" * 32)


@pytest.mark.parametrize(
    ("changed", "ends"),
    [
        ({"promise": STRANGER.promise("OV26-0042", PROMISE)}, BROKEN),
        ({"promise": SIGNER.promise("OV26-0043", PROMISE)}, BROKEN),
        ({"promise": SIGNER.promise("OV26-0042", leaf_hash(b"other"))}, BROKEN),
        ({"promise": ELSEWHERE.promise("OV26-0042", PROMISE)}, BROKEN),
        ({"promise": None}, UNCLEAR),
        ({"checkpoint": SIGNER.checkpoint(5, TREE.root(6))}, BROKEN),
        ({"checkpoint": STRANGER.checkpoint(5, TREE.root(5))}, BROKEN),
        ({"checkpoint": SIGNER.checkpoint(6, TREE.root(6))}, UNCLEAR),
        ({"checkpoint": proof()["promise"]}, UNCLEAR),
        ({"checkpoint": None, "inclusion": None}, UNCLEAR),
        ({"inclusion": None}, UNCLEAR),
        (
            {
                "inclusion": None,
                "checkpoint": SIGNER.checkpoint(5, TREE.root(5), "2026-11-23T18:00:00Z"),
            },
            BROKEN,
        ),
        ({"inclusion": {"index": 1, "size": 5, "hashes": in_base64(TREE.path(2, 5))}}, BROKEN),
        ({"inclusion": {"index": 2, "size": 5, "hashes": ["AA=="]}}, UNCLEAR),
        ({"inclusion": {"index": 2, "size": 5, "hashes": in_base64([PROMISE] * 65)}}, UNCLEAR),
        ({"inclusion": {"index": True, "size": 5, "hashes": []}}, UNCLEAR),
        ({"inclusion": {"index": -1, "size": 5, "hashes": []}}, UNCLEAR),
        ({"leaf": LEAF.replace('"answer":null,', '"answer": null,')}, UNCLEAR),
        ({"leaf": leaf_of(CONTENT, kind="contribution.withdrawn")}, BROKEN),
        ({"leaf": leaf_of(CONTENT, extra=1)}, UNCLEAR),
        ({"leaf": leaf_of(CONTENT, version=2)}, UNCLEAR),
        ({"leaf": leaf_of(CONTENT, content="é")}, BROKEN),
        ({"leaf": LEAF.replace("{", '{"version":1,', 1)}, UNCLEAR),
        ({"content": CONTENT | {"files": []}}, BROKEN),
        ({"content": CONTENT | {"more": 1}}, UNCLEAR),
        ({"content": CONTENT | {"text": "\ud800"}}, UNCLEAR),
    ],
)
def test_a_receipt_with_one_thing_wrong_does_not_pass(tmp_path, monkeypatch, changed, ends):
    assert receipt(tmp_path, monkeypatch, proof()) == HOLDS
    assert receipt(tmp_path, monkeypatch, proof(**changed)) == ends


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "{}", "[" * 100_000, "null", "1" * 5000])
def test_what_is_no_proof_at_all_ends_in_a_sentence(tmp_path, monkeypatch, text):
    assert receipt(tmp_path, monkeypatch, text) == UNCLEAR


def test_a_file_that_is_not_there_too_large_or_no_text_ends_in_a_sentence(tmp_path, monkeypatch):
    assert run(tmp_path, monkeypatch, "receipt", "nothing") == UNCLEAR
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert run(tmp_path, monkeypatch, "receipt", "bytes") == UNCLEAR
    monkeypatch.setattr(verify, "LARGEST", 10)
    assert receipt(tmp_path, monkeypatch, proof()) == UNCLEAR


NOTE = SIGNER.checkpoint(5, TREE.root(5))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (NOTE.replace("\n5\n", "\n6\n"), BROKEN),
        (NOTE.replace(ORIGIN + "\n", ORIGIN + "x\n", 1), BROKEN),
        (NOTE[:-1], UNCLEAR),
        (NOTE + "\n", UNCLEAR),
        (NOTE + "nonsense\n", UNCLEAR),
        (NOTE.replace("\n", "\r\n"), UNCLEAR),
        (NOTE + STRANGER.line("whatever") * 20, UNCLEAR),
        (NOTE[:-2] + "\n", UNCLEAR),
        (NOTE + SIGNER.line("another text"), BROKEN),
        (STRANGER.note(f"{ORIGIN}\n"), BROKEN),
    ],
)
def test_a_note_with_one_thing_wrong_does_not_pass(tmp_path, monkeypatch, text, ends):
    written(tmp_path, note=text)

    assert run(tmp_path, monkeypatch, "note", "note", "--key", SIGNER.vkey) == ends


def test_while_a_key_is_changed_either_key_does(tmp_path, monkeypatch):
    text = NOTE.partition("\n\n")[0] + "\n"
    written(tmp_path, note=NOTE + STRANGER.line(text))

    for signer in (SIGNER, STRANGER):
        assert run(tmp_path, monkeypatch, "note", "note", "--key", signer.vkey) == HOLDS
    wrong = SIGNER.vkey[:-4] + "AAA="
    assert run(tmp_path, monkeypatch, "note", "note", "--key", wrong) == UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n05\n",
        f"{ORIGIN}\n-5\n",
        f"{ORIGIN}\n5\nextra\n",
        f"{ORIGIN}\n5 \n",
    ],
)
def test_a_checkpoint_is_four_lines_of_one_form(tmp_path, monkeypatch, text):
    root = in_base64([TREE.root(5)])[0]
    odd = SIGNER.note(f"{text}{root}\ntime 2026-11-22T18:00:00Z\n")
    given = {"first": 5, "second": 5, "hashes": []}

    assert consistency(tmp_path, monkeypatch, NOTE, NOTE, given) == HOLDS
    assert consistency(tmp_path, monkeypatch, odd, NOTE, given) == UNCLEAR


def test_two_checkpoints_that_contradict_each_other_do_not_pass(tmp_path, monkeypatch):
    def between(first: int, second: int) -> dict:
        hashes = in_base64(TREE.proof(first, second))
        return {"first": first, "second": second, "hashes": hashes}

    old, new = SIGNER.checkpoint(3, TREE.root(3)), SIGNER.checkpoint(5, TREE.root(5))
    rewritten = Tree([b"one", b"TWO", *TREE.leaves[2:]])
    other = SIGNER.checkpoint(5, rewritten.root(5))
    later = "2026-11-22T19:00:00Z"
    assert consistency(tmp_path, monkeypatch, old, new, between(3, 5)) == HOLDS
    assert consistency(tmp_path, monkeypatch, old, other, between(3, 5)) == BROKEN
    # The same size with another tree below it: shown to two people.
    assert consistency(tmp_path, monkeypatch, new, other, between(5, 5)) == BROKEN
    assert consistency(tmp_path, monkeypatch, old, new, between(4, 5)) == UNCLEAR
    assert consistency(tmp_path, monkeypatch, new, old, between(3, 5)) == BROKEN
    late = SIGNER.checkpoint(3, TREE.root(3), later)
    assert consistency(tmp_path, monkeypatch, late, new, between(3, 5)) == BROKEN
    swapped = SIGNER.checkpoint(5, TREE.root(5), later)
    assert consistency(tmp_path, monkeypatch, swapped, old, between(3, 5)) == UNCLEAR


def test_a_key_from_the_file_itself_is_told(tmp_path, monkeypatch, capsys):
    written(tmp_path, proof=proof())

    assert run(tmp_path, monkeypatch, "receipt", "proof", "--lang", "en") == HOLDS
    assert "With the key in the file itself." in capsys.readouterr().out
