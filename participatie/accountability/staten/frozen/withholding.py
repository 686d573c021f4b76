"""Taking files away in which a name stands that may not be public any more (GDPR 7:3).

The copy itself stays as it was, with the hashes of those files: it names nobody.
"""

from collections.abc import Sequence

from django.db import transaction

from participatie.accountability.nota.models import NotaVersion
from participatie.accountability.staten.frozen.models import FrozenCopy, FrozenFile
from participatie.pipeline import kinds
from participatie.pipeline.events import subscribe
from participatie.pipeline.models import Event


@subscribe(kinds.NAME_NOT_PERMITTED)
def _take_away(events: Sequence[Event]) -> None:
    for event in events:
        if event.contribution is None:
            continue
        naming = FrozenCopy.objects.filter(
            consultation=event.consultation,
            figures__nota__named__contains=[event.contribution.number],
        )
        for file in FrozenFile.objects.filter(copy__in=naming):
            content = file.content
            transaction.on_commit(
                lambda content=content: content.storage.delete(content.name)  # type: ignore[misc] # bound now
            )


def are_withheld(copy: FrozenCopy) -> bool:
    """Whether the files of a copy were taken away."""
    nota = copy.figures["nota"]
    return (
        nota is not None
        and NotaVersion.objects.filter(
            consultation=copy.consultation_id, number=nota["version"], withheld_at__isnull=False
        ).exists()
    )
