"""A contribution that somebody is still writing, kept on the server from the first step."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models

from participatie.core import clock
from participatie.core.encryption import EncryptedJSONField, fingerprint
from participatie.pipeline.models import Consultation, Contribution, QuestionForm, StoredFile

KEPT = timedelta(weeks=1)
"""How long a draft stays after the term ended, and after it was last saved."""
WARNED = timedelta(days=3)
"""How long before the term ends, or else before a draft goes, its writer is warned."""


class Draft(models.Model):
    """What somebody typed so far, sealed; its id becomes the contribution's submission key.

    Whoever has the token may go on writing. Only its fingerprint is kept. Once sent, nothing is
    left but what it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    form = models.ForeignKey(QuestionForm, models.PROTECT, related_name="+")
    typed: Any = EncryptedJSONField(null=True, default=dict)
    """{name of the field: what was typed or chosen, as a list}, right or wrong."""
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    """The language of the page that was filled in last: its writer reads it."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    """When everything was filled in and on the server for the first time (Awb 2:20)."""
    mailed: Any = EncryptedJSONField(null=True)
    """{email, token}: where the private link was mailed to last, to be able to warn, and to tell
    that there is more time."""
    warned_at = models.DateTimeField(null=True)
    """When its writer was told by mail that it is still here and when it goes."""
    told_event = models.PositiveBigIntegerField(null=True)
    """Key of the last event of which its writer heard by mail that there is more time."""
    contribution = models.OneToOneField(Contribution, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"Draft {self.id}"

    @property
    def is_sent(self) -> bool:
        """Whether it became a contribution."""
        return self.contribution_id is not None

    @property
    def expires_at(self) -> datetime:
        """When it is thrown away: never while the term runs, and never within a week of work."""
        return max(self.consultation.closes_at, self.updated_at) + KEPT

    @property
    def warns_at(self) -> datetime:
        """When its writer is warned: before the term ends, while sending still helps most; and
        for what was written later than that, before it is thrown away.
        """
        before_the_end = self.consultation.closes_at - WARNED
        return before_the_end if self.updated_at < before_the_end else self.expires_at - WARNED


class DraftFile(models.Model):
    """A file that was sent along with a draft, and the field of the form it was put in."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    field = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Draft file {self.pk}"


class ArrivingFile(models.Model):
    """A file that comes in pieces; once it is whole it becomes a `DraftFile` and this goes.

    What is here already lies in the private storage, under `path`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="arriving")
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    modified = models.CharField(max_length=20)
    """When the file was changed last, as the browser says it: to know the same file again."""
    arrived = models.PositiveBigIntegerField(default=0)
    """How many of its bytes are here."""
    pieces = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["updated_at", "pk"]

    def __str__(self) -> str:
        return f"Arriving file {self.pk}"

    @property
    def path(self) -> str:
        """Where in the private storage the pieces are put together."""
        return f"arriving/{self.pk}"


def token_digest(token: str) -> str:
    """How a draft is found by the secret of its private link."""
    return fingerprint(token, "draft")


def drafts_to_warn_about() -> models.QuerySet[Draft]:
    """Drafts that were not sent and whose writer may have to be warned: look at `warns_at`."""
    return Draft.objects.filter(
        contribution=None,
        warned_at=None,
        consultation__closes_on__lte=clock.day_of(clock.now() + WARNED),
    )


def expired_drafts() -> models.QuerySet[Draft]:
    """Drafts whose time is over, also when the term was changed after they were saved."""
    limit = clock.now() - KEPT
    return Draft.objects.filter(
        updated_at__lt=limit, consultation__closes_on__lt=clock.day_of(limit)
    )
