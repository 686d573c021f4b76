"""Signed notes: a text with signatures below it that anyone can check (C2SP signed-note, v1.0)."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\u2014 "


class BadNote(ValueError):
    """The note has no signature of a key that is known, or not the form of a note."""


@dataclass(frozen=True)
class Verifier:
    """A public key with its name."""

    name: str
    public: bytes

    @cached_property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of the same name apart."""
        named = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_encoded(ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """The key in a line such as `name+0a1b2c3d+AQ…`. Raises BadNote."""
        name, _sign, rest = text.strip().partition("+")
        key_id, _sign, encoded = rest.partition("+")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise BadNote(text) from error
        found = cls(name, key[1:])
        if len(key) != 33 or key[:1] != ED25519 or found.key_id.hex() != key_id:
            raise BadNote(text)
        return found

    def has_signed(self, text: str, signature: bytes) -> bool:
        """Whether this key signed the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key with its name."""

    name: str
    private: Ed25519PrivateKey

    @cached_property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self.name, self.private.public_key().public_bytes_raw())


def sign(text: str, signers: Sequence[Signer]) -> str:
    """The text, which ends its last line, as a note signed by all of these keys."""
    lines = [
        f"{DASH}{signer.name} "
        f"{_encoded(signer.verifier.key_id + signer.private.sign(text.encode()))}\n"
        for signer in signers
    ]
    return f"{text}\n{''.join(lines)}"


def opened(note: str, verifiers: Iterable[Verifier]) -> str:
    """The text of a note that at least one of these keys signed; others may have signed too.

    Raises BadNote, also when one of these keys stands below it with a signature that is not its.
    """
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise BadNote("no signatures")
    text += "\n"
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    is_signed = False
    for line in signatures.splitlines():
        name, _space, encoded = line.removeprefix(DASH).partition(" ")
        try:
            signature = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise BadNote("a signature that is no base64") from error
        verifier = known.get((name, signature[:4]))
        if not line.startswith(DASH) or len(signature) < 5:
            raise BadNote("a line that is no signature")
        if verifier is not None:
            if not verifier.has_signed(text, signature[4:]):
                raise BadNote(f"not the signature of {verifier.name}")
            is_signed = True
    if not is_signed:
        raise BadNote("not signed by a key that is known")
    return text


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()
