"""What is signed of the tree: its size, its root and the moment (C2SP tlog-checkpoint)."""

import base64
from collections.abc import Iterable
from datetime import UTC, datetime

from participatie.ledger import keys, notes
from participatie.ledger.models import Checkpoint

_TIME = "%Y-%m-%dT%H:%M:%SZ"


def written(size: int, root: bytes, at: datetime) -> str:
    """The signed note of a checkpoint. The moment stands in an extension line, “time …”."""
    moment = at.astimezone(UTC).strftime(_TIME)
    text = f"{keys.origin()}\n{size}\n{base64.b64encode(root).decode()}\ntime {moment}\n"
    return notes.sign(text, keys.signers())


def read(text: str) -> tuple[str, int, bytes, datetime]:
    """(origin, size, root, moment) in the text of a note. Raises ValueError."""
    origin, size, root, moment, end = text.split("\n")
    if end or str(int(size)) != size or not moment.startswith("time "):
        raise ValueError(text)
    at = datetime.strptime(moment.removeprefix("time "), _TIME).replace(tzinfo=UTC)
    return origin, int(size), base64.b64decode(root, validate=True), at


def opened(note: str, verifiers: Iterable[notes.Verifier]) -> tuple[str, int, bytes, datetime]:
    """(origin, size, root, moment) of a checkpoint that one of these keys signed.

    Raises ValueError, also when none did.
    """
    return read(notes.opened(note, verifiers))


def latest() -> Checkpoint | None:
    """The newest checkpoint, if there is one."""
    return Checkpoint.objects.order_by("-signed_at").first()


def first_after(moment: datetime) -> Checkpoint | None:
    """The first checkpoint at or after this moment, such as the end of a term."""
    return Checkpoint.objects.filter(signed_at__gte=moment).order_by("signed_at").first()
