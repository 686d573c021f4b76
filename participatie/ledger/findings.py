"""What a check of the ledger can find, in words that somebody can act upon."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from participatie.core.templatetags.prose import nl_date
from participatie.pipeline import kinds

_CHECKPOINT = re.compile(r"checkpoints/\d{4}/\d\d/(\d{8}T\d{6}Z)-(\d+)")
_PARTS = {
    "tile": _("the tree of fingerprints"),
    "tree": _("the tree of fingerprints"),
    "checkpoint": _("all copies on file"),
    "events": _("what happened"),
    "numbers": _("the numbers"),
    "statuses": _("how far each contribution is"),
    "files": _("the files that came with contributions"),
    "checkpoints": _("the checkpoints"),
    "mirror": _("the copies on file"),
}


class Kind(TextChoices):
    """What is wrong."""

    EVENT_ALTERED = "event-altered", _("what happened is not written as it was at the time")
    BACK_DATED = "back-dated", _("it was put in the logbook later than the day that it gives")
    SALT_GONE = "salt-gone", _("it cannot be checked any more: what its line was made of is gone")
    EVENT_GONE = "event-gone", _("a leaf has no event any more: it was removed from the record")
    LEAF_REPLACED = "leaf-replaced", _("another leaf stands here than was put in the tree")
    NOT_PLACED = "not-placed", _("it never got a place in the tree")
    CONTENT_ALTERED = (
        "content-altered",
        _("the words, or the door or day of arrival, are not what they were at the time"),
    )
    CONTENT_GONE = "content-gone", _("the text it vouches for is not there any more")
    FILE_GONE = "file-gone", _("a file that came with it is not there any more")
    NEVER_RECEIVED = "never-received", _("it is on the record without having come in")
    STATUS_ALTERED = "status-altered", _("how far it is does not follow from what happened")
    NUMBER_MISSING = "number-missing", _("this number was given out and is not there")
    NODE_ALTERED = "node-altered", _("a hash higher in the tree does not follow from those below")
    ROOT_DIFFERS = "root-differs", _("the tree is not the one that was signed at the time")
    NOT_SIGNED = "not-signed", _("the signature of this checkpoint is not ours")
    MIRROR_DIFFERS = "mirror-differs", _("the copy on file says something else")
    CHECKPOINT_GONE = "checkpoint-gone", _("a checkpoint that was made public is not there")
    MIRROR_GONE = "mirror-gone", _("the copy on file is not there any more")
    CLOCK_AHEAD = "clock-ahead", _("it was signed at a moment that has not come yet")
    UNREADABLE = "unreadable", _("this part could not be checked: the database is damaged")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, and where: enough to look it up, nothing of what somebody said."""

    kind: Kind
    about: str
    """A public number and what happened, a place in the ledger, or a file of it."""
    place: int | None = None
    """The leaf, from 0, where there is one."""

    @property
    def told(self) -> str:
        """What it is about, for a clerk and a resident, in their language."""
        name, _space, what = self.about.partition(" ")
        if what in kinds.LABELS:
            return f"{name}, “{kinds.LABELS[what]}”"
        if name == "leaf" and self.place is not None:
            return str(_("line %(number)s") % {"number": _grouped(self.place + 1)})
        if made := _CHECKPOINT.fullmatch(name):
            at = datetime.strptime(made[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            about = {"moment": nl_date(at, "time"), "size": _grouped(int(made[2]))}
            return str(_("the checkpoint of %(moment)s, with %(size)s lines") % about)
        return str(_PARTS.get(name.partition("/")[0], name))

    @property
    def line(self) -> str:
        """Which line of the ledger it is, from 1; empty when `told` says so or there is none."""
        if self.place is None or self.about.startswith("leaf "):
            return ""
        return _grouped(self.place + 1)

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"kind": str(self.kind), "about": self.about, "place": self.place}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Finding":
        """As it was kept."""
        return cls(Kind(kept["kind"]), kept["about"], kept["place"])


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)
