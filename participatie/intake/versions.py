"""The words of a contribution as they were and became: for its sender, the desk and the handler."""

from dataclasses import dataclass
from datetime import datetime

from participatie.pipeline.models import Contribution
from participatie.pipeline.statuses import TextVersionKind


@dataclass(frozen=True)
class Version:
    """One change of the words: what it was and became, why, when and by whom."""

    kind: TextVersionKind
    before: str
    after: str
    reason: str
    at: datetime
    by: str

    @property
    def is_correction(self) -> bool:
        """Whether we corrected what we wrote down; otherwise the sender added something."""
        return self.kind is TextVersionKind.CORRECTION


def versions_of(contribution: Contribution) -> list[Version]:
    """Every change of the words, the first one first; empty while they are as they came in."""
    made, before = [], contribution.text
    for version in contribution.text_versions.select_related("made_by"):
        kind = TextVersionKind(version.kind)
        made.append(
            Version(
                kind, before, version.text, version.reason, version.made_at, version.made_by.name
            )
        )
        before = version.text
    return made
