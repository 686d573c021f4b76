"""What a check of the ledger can find, in words that somebody can act upon."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What is wrong."""

    EVENT_ALTERED = "event-altered", _("what happened is not written as it was at the time")
    SALT_GONE = "salt-gone", _("it cannot be checked any more, and nothing of it was erased")
    EVENT_GONE = "event-gone", _("a leaf has no event any more: it was removed from the record")
    LEAF_REPLACED = "leaf-replaced", _("another leaf stands here than was put in the tree")
    NOT_PLACED = "not-placed", _("it never got a place in the tree")
    CONTENT_ALTERED = "content-altered", _("the text is not what it was at the time")
    CONTENT_GONE = "content-gone", _("the text it vouches for is not there any more")
    FILE_GONE = "file-gone", _("a file that came with it is not there any more")
    NEVER_RECEIVED = "never-received", _("it is on the record without having come in")
    NUMBER_MISSING = "number-missing", _("this number was given out and is not there")
    NODE_ALTERED = "node-altered", _("a hash higher in the tree does not follow from those below")
    ROOT_DIFFERS = "root-differs", _("the tree is not the one that was signed at the time")
    NOT_SIGNED = "not-signed", _("the signature of this checkpoint is not ours")
    MIRROR_DIFFERS = "mirror-differs", _("the copy on file says something else")
    CHECKPOINT_GONE = "checkpoint-gone", _("a checkpoint that was made public is not there")
    CLOCK_AHEAD = "clock-ahead", _("it was signed at a moment that has not come yet")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and where: enough to look it up, nothing of what somebody said."""

    kind: Kind
    about: str
    """A public number, or the place in the ledger."""
    place: int | None = None
    """The leaf, from 0, where there is one."""

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"kind": str(self.kind), "about": self.about, "place": self.place}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Finding":
        """As it was kept."""
        return cls(Kind(kept["kind"]), kept["about"], kept["place"])
