"""An event as a leaf of the ledger: a hash that tells nothing, and that nothing can replace.

The leaf is the SHA-256 of a small JSON document (RFC 8785: sorted keys, no spaces, UTF-8) in which
everything that could tell of a person is itself only a digest, keyed with the salt of the event.
Whoever has the document, such as the sender, can check all of it; without the salt nobody can try
out what was said. When what it tells of is erased, the salt goes too, and the leaf stays.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from participatie.core.merkle import leaf_hash
from participatie.pipeline.models import Event

VERSION = 1
SALT_BYTES = 16


def seal(event: Event, content: Any = None) -> None:
    """Give an event that is not saved yet its salt, the digest of its content, and its leaf.

    `content` is what the event vouches for, as plain values; None when the event is all there is.
    """
    event.salt = secrets.token_bytes(SALT_BYTES)
    event.content = b"" if content is None else digest(event.salt, content)
    event.leaf = leaf_of(event)


def leaf_of(event: Event) -> bytes:
    """The leaf that belongs to the event as it is now, 32 bytes."""
    return leaf_hash(canonical(document(event)))


def document(event: Event) -> dict[str, Any]:
    """What the leaf is made of. Reads contribution and answer."""
    salt = bytes(event.salt)
    return {
        "answer": event.answer.number if event.answer else None,
        "at": moment(event.at),
        "consultation": event.consultation_id,
        "content": bytes(event.content).hex(),
        "contribution": event.contribution.number if event.contribution else None,
        "decision": event.decision_id,
        "details": digest(salt, {"actor": event.actor_id, "data": event.data}).hex(),
        "kind": event.kind,
        "salt": salt.hex(),
        "version": VERSION,
    }


def digest(salt: bytes | memoryview, value: Any) -> bytes:
    """HMAC-SHA256 of a plain value, keyed with the salt; 32 bytes."""
    return hmac.new(bytes(salt), canonical(value), hashlib.sha256).digest()


def canonical(value: Any) -> bytes:
    """A plain value as JSON that is the same wherever it is written (RFC 8785, without floats)."""
    # Once there and back: keys that are numbers become text before they are sorted.
    plain = json.loads(json.dumps(value))
    written = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode()


def moment(at: datetime) -> str:
    """A moment as text in UTC with microseconds, which is as the database keeps it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
