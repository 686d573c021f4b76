"""What the public reads of the ledger: its keys, and which checkpoints are worth keeping."""

from datetime import timedelta

from django.db.models.functions import TruncDate

from participatie.core import clock
from participatie.ledger import keys
from participatie.ledger.models import Checkpoint, PublicKey
from participatie.pipeline.models import Consultation

DAYS = timedelta(days=60)
"""How far back a feed goes."""


def keys_known() -> list[PublicKey]:
    """Every key that ever signed, and those that will; the newest last."""
    known = list(PublicKey.objects.all())
    named = {key.verifier for key in known}
    coming = [str(signer.verifier) for signer in keys.signers()]
    return known + [
        PublicKey(verifier=verifier, first_used_at=clock.now())
        for verifier in coming
        if verifier not in named
    ]


def worth_keeping() -> list[Checkpoint]:
    """The last of each day, and the first after each end of a term; the newest first."""
    since = clock.now() - DAYS
    days = (
        Checkpoint.objects.filter(signed_at__gte=since)
        .annotate(day=TruncDate("signed_at"))
        .order_by("-day", "-signed_at")
        .distinct("day")
    )
    ends = {
        each.closes_at
        for each in Consultation.objects.filter(
            closes_on__range=(clock.day_of(since), clock.today())
        )
    }
    firsts = [
        Checkpoint.objects.filter(signed_at__gte=end).order_by("signed_at")[:1] for end in ends
    ]
    found = {made.pk: made for made in [*days, *Checkpoint.objects.none().union(*firsts)]}
    return sorted(found.values(), key=lambda made: made.signed_at, reverse=True)
