"""Links to the papers of the council, and what was found each time they were looked at."""

from urllib.parse import urlsplit

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Consultation


class Supplier(models.TextChoices):
    """Whose system holds the paper."""

    NOTUBIZ = "notubiz", "Notubiz"
    IBABS = "ibabs", "iBabs"
    OTHER = "other", _("another website")


class PaperKind(models.TextChoices):
    """What a link leads to."""

    PROPOSAL = "statenvoorstel", _("proposal to the council")
    DECISION = "besluit", _("decision of the council")
    MOTION = "motie", _("motion")
    AMENDMENT = "amendement", _("amendment")
    AGENDA_ITEM = "agendapunt", _("agenda item")


class LinkState(models.TextChoices):
    """What was found at the address."""

    UNCHECKED = "unchecked", _("not looked at yet")
    WORKS = "works", _("works")
    CHANGED = "changed", _("changed since")
    GONE = "gone", _("gone")
    UNREACHABLE = "unreachable", _("cannot be reached")


EXAMPLES = ".example"
"""Names that never exist (RFC 6761): where the demo province has its papers."""
FACTS = (
    *("consultation_id", "copy_id", "url", "label", "supplier", "kind", "dated_on"),
    *("meeting_id", "agenda_item_id", "document_id", "added_by_id", "added_at", "corrects_id"),
)


@pgtrigger.register(
    pgtrigger.Protect(name="link_stays_as_it_was", operation=pgtrigger.UpdateOf(*FACTS)),
    pgtrigger.Protect(name="link_is_never_deleted", operation=pgtrigger.Delete),
)
class CouncilLink(models.Model):
    """A link of a consultation, or of one frozen copy of it, to a paper of the council.

    A correction is a new link that `corrects` this one, which is then removed; removed ones stay.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="council_links")
    copy = models.ForeignKey(
        "staten_frozen.FrozenCopy", models.PROTECT, null=True, related_name="links"
    )
    """None for a link that is about the consultation as a whole."""
    url = models.URLField(max_length=500)
    label = models.CharField(max_length=200)
    supplier = models.CharField(max_length=10, choices=Supplier)
    kind = models.CharField(max_length=20, choices=PaperKind)
    dated_on = models.DateField()
    """The day of the paper, or of the meeting it was for."""
    meeting_id = models.CharField(max_length=64, blank=True)
    agenda_item_id = models.CharField(max_length=64, blank=True)
    document_id = models.CharField(max_length=64, blank=True)
    """Three numbers of the supplier, as far as the address has them."""
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by_link"
    )
    removed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    removed_because = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=LinkState, default=LinkState.UNCHECKED)
    """What the last check found."""
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["dated_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "url"],
                condition=models.Q(removed_at=None),
                name="one_link_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"Link {self.pk}"

    @property
    def is_example(self) -> bool:
        """Whether its host is a name that exists nowhere."""
        return (urlsplit(self.url).hostname or "").endswith(EXAMPLES)


@pgtrigger.register(
    pgtrigger.Protect(
        name="link_check_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
    )
)
class LinkCheck(models.Model):
    """Somebody, or the system on its weekly round, looked what is at the address."""

    link = models.ForeignKey(CouncilLink, models.PROTECT, related_name="checks")
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=LinkState)
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the file, or of the words of a web page; empty when nothing could be read."""
    size = models.PositiveBigIntegerField(null=True)
    """Bytes that came."""
    note = models.CharField(max_length=300, blank=True)
    """What went wrong, or why there is no hash."""

    class Meta:
        ordering = ["link", "pk"]

    def __str__(self) -> str:
        return f"Check {self.pk}"
