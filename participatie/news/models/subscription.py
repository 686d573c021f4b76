"""Who wants to hear of news, and what was sent to them."""

import hashlib
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.core.encryption import EncryptedTextField, fingerprint
from participatie.news.models.item import NewsItem
from participatie.pipeline.models import Consultation


def fingerprint_of(email: str) -> str:
    """By what an address is found again, however it was capitalised."""
    return fingerprint(email.strip().casefold(), "news address")


def token_digest(token: str) -> str:
    """By what the links in a mail are looked up."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """A secret of 192 bits."""
    return secrets.token_urlsafe(24)


class Topic(models.TextChoices):
    """What somebody gets mail about."""

    NEWS = "news", _("news")
    CHECKPOINTS = "checkpoints", _("checkpoints of the logbook")


class Subscription(models.Model):
    """An e-mail address that asked for the news of one consultation, or of all, or checkpoints.

    Until it is confirmed it gets nothing but the mail that asks to. It is deleted as soon as
    somebody stops it.
    """

    email = EncryptedTextField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    consultation = models.ForeignKey(
        Consultation, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    topic = models.CharField(max_length=20, choices=Topic, default=Topic.NEWS)
    language = models.CharField(max_length=10)
    token = EncryptedTextField()
    """What opens the links in its mails."""
    token_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    mailed_until = models.DateTimeField(null=True)
    """When the last checkpoint was signed that was mailed; empty as long as none was."""
    failures = models.PositiveSmallIntegerField(default=0)
    """Mails refused for good by the receiving side, since the last one that was accepted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint", "consultation", "topic"],
                nulls_distinct=False,
                name="one_subscription_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"


class NewsMail(models.Model):
    """One piece of news for one subscription: sent once, or why not."""

    item = models.ForeignKey(NewsItem, models.CASCADE, related_name="mails")
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="mails")
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    """When the receiving side refused it for good; it is not tried again."""
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "subscription"], name="one_mail_per_item")
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
