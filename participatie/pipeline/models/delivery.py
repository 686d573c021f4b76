"""One notice to one person, one way."""

from django.db import models

from participatie.pipeline.models.contribution import Contribution
from participatie.pipeline.models.event import Event
from participatie.pipeline.models.submitter import Submitter
from participatie.pipeline.statuses import DeliveryKind, DeliveryStatus, DeliveryWay


class Delivery(models.Model):
    """One notice to one person, one way; a row somebody can see, also when it failed."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="deliveries")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Submitter, models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=20, choices=DeliveryKind)
    way = models.CharField(max_length=20, choices=DeliveryWay)
    status = models.CharField(max_length=20, choices=DeliveryStatus, default=DeliveryStatus.WAITING)
    message_id = models.CharField(max_length=255, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    """The notice that did not arrive, which this one says again another way (Awb 2:11)."""

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "contribution"],
                condition=models.Q(replaces=None),
                name="one_notice_per_event",
            )
        ]
        indexes = [
            models.Index(fields=["way", "status"], name="delivery_way_status"),
            models.Index(
                fields=["message_id"],
                condition=~models.Q(message_id=""),
                name="delivery_message_id",
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"
