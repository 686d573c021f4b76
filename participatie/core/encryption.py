"""Encryption at rest for what identifies people, and fingerprints to find it again.

Keys are `settings.DATA_KEYS`: strings, the newest first. The first one encrypts; all decrypt, so
a key is replaced by putting a new one in front. AES-128-CBC with HMAC-SHA256 (Fernet).
"""

import base64
import hashlib
import hmac
import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


def derive(key: str, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, from a secret (HKDF-SHA256, RFC 5869).

    Keys for different purposes tell nothing of each other.
    """
    return HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(key.encode())


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(derive(key, "data at rest"))) for key in keys]
    )


def seal(text: str) -> str:
    """`text` encrypted with the newest key."""
    return _box(tuple(settings.DATA_KEYS)).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed. Raises `cryptography.fernet.InvalidToken` for a foreign key."""
    return _box(tuple(settings.DATA_KEYS)).decrypt(sealed.encode()).decode()


def fingerprint(text: str, purpose: str) -> str:
    """A keyed SHA-256 of `text` in hex: the same text gives the same value, nobody can go back.

    Made with the oldest key, which must therefore stay in `DATA_KEYS` at the end.
    """
    key = derive(settings.DATA_KEYS[-1], f"fingerprint {purpose}")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField[str, str]):
    """Text that the database only ever sees sealed. It cannot be searched or ordered by."""

    def get_prep_value(self, value: Any) -> Any:
        return seal(value) if value else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return unseal(value) if value else value


class EncryptedJSONField(models.TextField[Any, Any]):
    """A JSON value that the database only ever sees sealed."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return json.loads(unseal(value)) if value else None

    def to_python(self, value: Any) -> Any:
        return value
