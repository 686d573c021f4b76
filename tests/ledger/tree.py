"""The tree as RFC 9162 §2.1 writes it down: slow, recursive, and nothing of the product."""

import base64
import hashlib
from collections.abc import Callable
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


class Tree:
    """Leaves, and what §2.1.1, §2.1.3.1 and §2.1.4.1 say of the first `size` of them."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves
        self._hash: Callable[[int, int], bytes] = cache(self._hash_of)

    def root(self, size: int) -> bytes:
        """MTH(D[0:size])."""
        return self._hash(0, size) if size else hashlib.sha256(b"").digest()

    def path(self, index: int, size: int) -> list[bytes]:
        """PATH(index, D[0:size])."""
        return self._path(index, 0, size)

    def proof(self, first: int, second: int) -> list[bytes]:
        """PROOF(first, D[0:second])."""
        return self._subproof(first, 0, second, known=True) if 0 < first < second else []

    def _hash_of(self, start: int, end: int) -> bytes:
        if end - start == 1:
            return leaf_hash(self.leaves[start])
        middle = start + split(end - start)
        both = self._hash(start, middle) + self._hash(middle, end)
        return hashlib.sha256(b"\1" + both).digest()

    def _path(self, index: int, start: int, end: int) -> list[bytes]:
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if index < middle:
            return [*self._path(index, start, middle), self._hash(middle, end)]
        return [*self._path(index, middle, end), self._hash(start, middle)]

    def _subproof(self, first: int, start: int, end: int, *, known: bool) -> list[bytes]:
        if first == end:
            return [] if known else [self._hash(start, end)]
        middle = start + split(end - start)
        if first <= middle:
            return [
                *self._subproof(first, start, middle, known=known),
                self._hash(middle, end),
            ]
        return [
            *self._subproof(first, middle, end, known=False),
            self._hash(start, middle),
        ]


class Signer:
    """A key of C2SP signed-note."""

    def __init__(self, name: str, seed: bytes = b"\7" * 32) -> None:
        self.name, self._key = name, Ed25519PrivateKey.from_private_bytes(seed)
        public = b"\1" + self._key.public_key().public_bytes_raw()
        self.number = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        self.vkey = f"{name}+{self.number.hex()}+{base64.b64encode(public).decode()}"

    def line(self, text: str) -> str:
        signature = self.number + self._key.sign(text.encode())
        return f"— {self.name} {base64.b64encode(signature).decode()}\n"

    def note(self, text: str) -> str:
        return f"{text}\n{self.line(text)}"

    def checkpoint(self, size: int, root: bytes, at: str = "2026-11-22T18:00:00Z") -> str:
        shown = base64.b64encode(root).decode()
        return self.note(f"{self.name}\n{size}\n{shown}\ntime {at}\n")

    def promise(self, reference: str, leaf: bytes, at: str = "2026-11-22T17:40:01Z") -> str:
        shown = base64.b64encode(leaf).decode()
        return self.note(f"{self.name} promise v1\n{reference}\n{shown}\n{at}\n")
