"""Check a receipt or a checkpoint of the logbook of a Participatie site, trusting nobody.

    python controleer.py receipt bewijs.json --key VKEY [--promise FILE] [--checkpoint FILE]
    python controleer.py consistency OLD NEW PROOF.json --key VKEY
    python controleer.py note FILE --key VKEY

One file: Python 3.11 and `cryptography` (pip install cryptography), nothing of the site itself.
It only reads, and sends nothing. `--lang nl` or `en`. How it ends: 0 everything holds, 1
something does not hold, 2 it could not be checked.

    receipt      your contribution is what the leaf was made of, the leaf is what was promised to
                 you, and the leaf stands in the tree of the checkpoint
    consistency  everything of the old checkpoint is unchanged in the new one (PROOF.json comes
                 from /api/v1/ledger/consistency?first=…&second=…, their second lines)
    note         a checkpoint or a promise was signed with this key

A file given to you by the site is only worth something beside what you kept yourself: the
promise that came with your receipt (--promise), or a checkpoint of earlier (consistency).
The rules: RFC 9162 §2.1 for the tree; C2SP tlog-checkpoint and signed-note for what is signed.
Without --key the keys in the file are used, which proves less, and that is told.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import hmac
import json
import re
import sys
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit(sys.stderr.write("pip install cryptography\n") and 2)

LARGEST = 20_000_000
"""Bytes of a file. The longest contribution stays far below it."""
MOST_HASHES = 64
"""A path in a tree of 2⁶³ leaves is not longer."""
MOST_SIGNATURES = 20
LEAF_FIELDS = "answer at consultation content contribution decision details kind salt version"
CONTENT_FIELDS = "channel files given received_at reference text"

language = "nl"


class DoesNotHold(Exception):
    """Something was altered, dropped or never promised."""


class CannotCheck(Exception):
    """This is not readable as what it should be, or something is missing."""


def say(dutch: str, english: str) -> str:
    return dutch if language == "nl" else english


def tell(dutch: str, english: str, sign: str = "✓") -> None:
    """One sentence; a file from outside draws nothing else on the screen."""
    told = "".join(each if each.isprintable() else "?" for each in say(dutch, english))
    sys.stdout.write(f"{sign} {told}\n")


def expect(true: object, dutch: str, english: str) -> None:
    if not true:
        raise DoesNotHold(say(dutch, english))


def readable(true: object, dutch: str, english: str) -> None:
    if not true:
        raise CannotCheck(say(dutch, english))


def proper(true: object, dutch: str, english: str) -> None:
    readable(true, f"geen goede vorm: {dutch}.", f"not well-formed: {english}.")


# Reading ---------------------------------------------------------------------------------------


def read(path: str) -> str:
    """The text of a file, as UTF-8."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- as simple to read as can be
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise CannotCheck(f"{path}: {error.strerror}") from None
    readable(len(data) <= LARGEST, f"{path}: te groot.", f"{path}: too large.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotCheck(say(f"{path}: geen tekst.", f"{path}: not a text.")) from None


def from_json(text: str, what: str) -> Any:
    """A JSON object in which no field is named twice: two readers would read two things."""

    def once(pairs):
        fields = dict(pairs)
        if len(fields) != len(pairs):
            raise ValueError
        return fields

    try:
        found = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError):
        found = None
    proper(type(found) is dict, what, what)
    return found


def canonical(value: object) -> bytes:
    """The one way to write this JSON: fields sorted, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def from_base64(text: Any, length: int | None, what: str) -> bytes:
    """Bytes, of which there is one spelling only; `length` of them."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (AttributeError, ValueError, binascii.Error):
        data = b""
    proper(
        data and base64.b64encode(data).decode() == text and length in {None, len(data)}, what, what
    )
    return data


def whole_number(value: Any, what: str) -> int:
    proper(type(value) is int and 0 <= value < 2**63, what, what)
    return value


def hashes_of(value: Any) -> list[bytes]:
    proper(type(value) is list and len(value) <= MOST_HASHES, "hashes", "hashes")
    return [from_base64(each, 32, "hash") for each in value]


def moment(text: str) -> datetime.datetime:
    """A time in UTC, like 2026-11-22T18:00:00Z."""
    pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z"
    try:
        if re.fullmatch(pattern, text):
            return datetime.datetime.fromisoformat(text)
    except ValueError:
        pass
    raise CannotCheck(say("geen goede vorm: tijdstip.", "not well-formed: time."))


# The tree: RFC 9162 §2.1 -----------------------------------------------------------------------


def hash_of_leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def hash_of_node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162 §2.1.3.2: leaf number `index` (from 0) stands in the tree of `size` leaves."""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = hash_of_node(p, r)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = hash_of_node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def is_consistent(first: int, second: int, path: list[bytes], old: bytes, new: bytes) -> bool:
    """RFC 9162 §2.1.4.2: the first leaves of the tree of size `second` are those of `first`."""
    if first == second:
        return not path and old == new
    if first == 0:
        return not path and old == hashlib.sha256(b"").digest()
    if first > second or not path:
        return False
    if first & (first - 1) == 0:
        path = [old, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = hash_of_node(c, fr), hash_of_node(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hash_of_node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


# What is signed: C2SP signed-note --------------------------------------------------------------


def read_key(vkey: Any) -> tuple[str, bytes, bytes]:
    """Name, four bytes by which a signature names the key, and the key, from name+hex+base64."""
    parts = vkey.split("+", 2) if type(vkey) is str else []
    proper(len(parts) == 3 and parts[0] and not re.search(r"\s", parts[0]), "sleutel", "key")
    name, shown, encoded = parts
    key = from_base64(encoded, 33, "key")
    number = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    proper(key[0] == 1 and number.hex() == shown, "sleutel", "key")
    return name, number, key[1:]


def is_signed(text: str, signature: bytes, key: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_text(note: Any, vkeys: list) -> list[str]:
    """The lines of a signed note, if one of these keys signed it and none signed it wrongly."""
    proper(type(note) is str, "ondertekende tekst", "signed text")
    text, between, below = note.rpartition("\n\n")
    proper(
        between and below.endswith("\n") and not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", note),
        "ondertekende tekst",
        "signed text",
    )
    text, lines = text + "\n", below[:-1].split("\n")
    proper(len(lines) <= MOST_SIGNATURES, "te veel handtekeningen", "too many signatures")
    keys = [read_key(vkey) for vkey in vkeys]
    by = []
    for line in lines:
        parts = line.split(" ")
        good = len(parts) == 3 and parts[0] == "—" and parts[1]
        proper(good, "handtekening", "signature")
        signature = from_base64(parts[2], None, "signature")
        for name, number, key in keys:
            if parts[1] == name and signature[:4] == number:
                good = is_signed(text, signature[4:], key)
                expect(good, "De handtekening klopt niet.", "The signature is wrong.")
                by.append(name)
    expect(by, "Niet met deze sleutel ondertekend.", "Not signed with this key.")
    found = text[:-1].split("\n")
    # The key says whose logbook it is: a text of another logbook is no proof in this one.
    origin = found[0].removesuffix(" promise v1")
    expect(origin in by, "Van een ander logboek.", "Of another logbook.")
    return found


def checkpoint_of(note: Any, vkeys: list) -> tuple[int, bytes, str]:
    """Size, root and time of a checkpoint (C2SP tlog-checkpoint, with one line of our own)."""
    lines = signed_text(note, vkeys)
    good = len(lines) == 4 and re.fullmatch("0|[1-9][0-9]{0,18}", lines[1])
    proper(good and lines[3].startswith("time "), "controlepunt", "checkpoint")
    time = lines[3].removeprefix("time ")
    moment(time)
    return int(lines[1]), from_base64(lines[2], 32, "root"), time


def promise_of(note: Any, vkeys: list) -> tuple[str, bytes, str]:
    """Number of the contribution, hash of its leaf and time of a promise."""
    lines = signed_text(note, vkeys)
    proper(len(lines) == 4 and lines[0].endswith(" promise v1"), "belofte", "promise")
    moment(lines[3])
    return lines[1], from_base64(lines[2], 32, "leaf"), lines[3]


# The three commands ----------------------------------------------------------------------------


def check_leaf(proof: Any) -> tuple[str, bytes]:
    """The contribution in this file is what its leaf was made of. Its number and leaf hash."""
    leaf_text, content = proof.get("leaf"), proof.get("content")
    proper(type(leaf_text) is str, "blad", "leaf")
    proper(type(content) is dict, "reactie", "contribution")
    leaf = from_json(leaf_text, "leaf")
    good = set(leaf) == set(LEAF_FIELDS.split()) and leaf["version"] == 1
    proper(good and re.fullmatch("[0-9a-f]{32}", str(leaf["salt"])), "blad", "leaf")
    proper(canonical(leaf) == leaf_text.encode(), "blad", "leaf")
    proper(set(content) == set(CONTENT_FIELDS.split()), "reactie", "contribution")
    number, at = content["reference"], str(leaf["at"])
    good = leaf["kind"] == "contribution.received"
    expect(good, "Dit blad is geen ontvangst.", "This leaf is no receipt of a contribution.")
    digest = hmac.new(bytes.fromhex(leaf["salt"]), canonical(content), hashlib.sha256)
    good = digest.hexdigest() == leaf["content"]
    expect(good, "De reactie is niet wat is vastgelegd.", "The contribution was altered.")
    tell(
        f"Reactie {number} met haar bijlagen is wat er op {at} is vastgelegd.",
        f"Contribution {number} with its files is what was put down at {at}.",
    )
    return number, hash_of_leaf(leaf_text.encode())


def receipt(options: argparse.Namespace) -> None:
    proof: Any = from_json(read(options.proof), options.proof)
    vkeys = options.key or proof.get("keys")
    readable(type(vkeys) is list and vkeys, "Geen sleutel.", "No key.")
    number, leaf = check_leaf(proof)
    kept = read(options.promise) if options.promise else proof.get("promise")
    promised, promised_leaf, since = promise_of(kept, vkeys)
    good = (promised, promised_leaf) == (number, leaf)
    expect(good, "Er is iets anders beloofd dan dit.", "Something else was promised than this.")
    tell(f"Dit is u beloofd op {since}.", f"This was promised to you at {since}.")

    note = read(options.checkpoint) if options.checkpoint else proof.get("checkpoint")
    path = proof.get("inclusion")
    if note:
        size, root, at = checkpoint_of(note, vkeys)
        good = path or moment(at) - moment(since) < datetime.timedelta(days=1)
        expect(good, "Een dag later nog niet in het logboek.", "Not in the logbook a day later.")
    readable(note and path, "Nog geen plaats in het logboek.", "No place in the logbook yet.")
    proper(type(path) is dict, "pad", "path")
    index = whole_number(path.get("index"), "index")
    of = whole_number(path.get("size"), "size")
    readable(of == size, f"Dit pad is voor {of} regels.", f"This path is for {of} lines.")
    good = is_included(leaf, index, size, hashes_of(path.get("hashes")), root)
    expect(good, "Ze staat niet in dit logboek.", "It does not stand in this logbook.")
    tell(
        f"Ze is regel {index + 1} van de {size} in het logboek van {at}.",
        f"It is line {index + 1} of {size} in the logbook of {at}.",
    )
    if not options.promise:
        tell("Bewaarde u zelf de belofte? --promise", "Did you keep the promise? --promise", "!")


def consistency(options: argparse.Namespace) -> None:
    first, old, then = checkpoint_of(read(options.old), options.key)
    second, new, now = checkpoint_of(read(options.new), options.key)
    tell("Beide controlepunten zijn goed ondertekend.", "Both checkpoints are signed well.")
    is_swapped = first >= second and moment(then) > moment(now)
    readable(not is_swapped, "Het oude hoort als eerste.", "The old one comes first.")
    expect(first <= second, "Het logboek is korter geworden.", "The logbook became shorter.")
    in_order = moment(then) <= moment(now)
    expect(in_order, "Het langere is eerder gedateerd.", "The longer one is dated earlier.")
    proof = from_json(read(options.proof), options.proof)
    between = [whole_number(proof.get(name), name) for name in ("first", "second")]
    readable(between == [first, second], "Dit bewijs is van twee andere.", "Proof of two others.")
    good = is_consistent(first, second, hashes_of(proof.get("hashes")), old, new)
    expect(good, "Er is iets veranderd of weg.", "Something was altered or dropped.")
    tell(
        f"Alle {first} regels van {then} staan onveranderd tussen de {second} van {now}.",
        f"All {first} lines of {then} stand unchanged among the {second} of {now}.",
    )


def note(options: argparse.Namespace) -> None:
    lines = signed_text(read(options.note), options.key)
    tell("Ondertekend met deze sleutel:", "Signed with this key:")
    sys.stdout.write("".join(f"    {line}\n" for line in lines))


def main(arguments: list[str] | None = None) -> int:
    global language  # noqa: PLW0603 -- a script: one language for the whole run
    as_written = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    commands = top.add_subparsers(required=True, dest="command")
    for command, files in ((receipt, "proof"), (consistency, "old new proof"), (note, "note")):
        one = commands.add_parser(command.__name__)
        for file in files.split():
            one.add_argument(file)
        one.add_argument("--key", action="append", required=command is not receipt)
        one.add_argument("--lang", choices=["nl", "en"], default="nl")
        if command is receipt:
            one.add_argument("--promise")
            one.add_argument("--checkpoint")
        one.set_defaults(run=command)
    options = top.parse_args(arguments)
    language = options.lang
    try:
        options.run(options)
    except DoesNotHold as error:
        tell(f"KLOPT NIET: {error}", f"DOES NOT HOLD: {error}", "✗")
        return 1
    except (CannotCheck, UnicodeEncodeError) as error:
        tell(f"Niet te controleren: {error}", f"Cannot be checked: {error}", "?")
        return 2
    tell("Alles klopt.", "Everything holds.")
    if not options.key:
        tell("Met de sleutel uit het bestand zelf.", "With the key in the file itself.", "!")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a file
    sys.exit(main())
