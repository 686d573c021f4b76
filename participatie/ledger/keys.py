"""The keys that checkpoints and promises are signed with.

`settings.LEDGER_KEYS` holds secrets, the newest first. All of them sign, so that whoever knows
only the old key can go on checking while it is replaced; then the old one is taken out.
"""

from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from participatie.core import clock
from participatie.core.encryption import derive
from participatie.ledger.models import PublicKey
from participatie.ledger.notes import Signer, Verifier


def origin() -> str:
    """The name of this ledger: first line of each checkpoint, and the name of its keys."""
    return f"{urlsplit(settings.BASE_URL).netloc}/logboek"


def signers() -> list[Signer]:
    """The keys that sign now, the newest first."""
    return _signers(origin(), tuple(settings.LEDGER_KEYS))


@cache
def _signers(name: str, secrets: tuple[str, ...]) -> list[Signer]:
    return [
        Signer(name, Ed25519PrivateKey.from_private_bytes(derive(secret, "ledger")))
        for secret in secrets
    ]


def verifiers() -> list[Verifier]:
    """Every key that ever signed, and those that sign now; one query."""
    known = [Verifier.parse(text) for text in PublicKey.objects.values_list("verifier", flat=True)]
    return known + [s.verifier for s in signers() if s.verifier not in known]


def note_use() -> None:
    """Put the keys that sign now on the list of those that ever did."""
    now = clock.now()
    PublicKey.objects.bulk_create(
        [PublicKey(verifier=str(s.verifier), first_used_at=now) for s in signers()],
        ignore_conflicts=True,
    )
