"""Entering a pile of letters one after the other: what they share is filled in for each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accounts.models import User
from participatie.core import clock
from participatie.intake.desk.models import Batch, BatchLetter
from participatie.intake.typing.fields import typed_day
from participatie.pipeline.models import Consultation, Contribution
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel

DOORS = (Channel.LETTER, Channel.EMAIL)
"""What comes in piles. Who calls or stands at the desk comes alone."""
LAST = 5


def begin(*, clerk: User, channel: Channel, consultation: Consultation, received_on: date) -> Batch:
    """Start a batch. Raises `Refused` while this clerk has another one that is not finished."""
    batch = Batch(
        clerk=clerk,
        channel=channel,
        consultation=consultation,
        received_on=received_on,
        started_at=clock.now(),
    )
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("You are still entering another batch. Finish that one first.")) from error
    return batch


def finish(batch: Batch) -> None:
    """Say that the pile is done; sent twice it stays as it was."""
    Batch.objects.filter(pk=batch.pk, ended_at=None).update(ended_at=clock.now())


def open_batch(clerk: User, channel: Channel | None = None) -> Batch | None:
    """The batch that this clerk is entering, by this door if one is given."""
    found = Batch.objects.select_related("consultation").filter(clerk=clerk, ended_at=None)
    return (found.filter(channel=channel) if channel else found).first()


def batches_of(clerk: User) -> QuerySet[Batch]:
    """All batches of this clerk, the newest first, each with its `count`."""
    return (
        Batch.objects.filter(clerk=clerk)
        .select_related("consultation")
        .annotate(count=Count("letters"))
    )


def add(clerk: User, contribution: Contribution) -> None:
    """Count a contribution with the batch that its clerk is entering, if there is one."""
    batch = open_batch(clerk, Channel(contribution.channel))
    if batch is not None:
        BatchLetter.objects.get_or_create(contribution=contribution, defaults={"batch": batch})


def first_values(clerk: User, channel: Channel) -> dict[str, Any]:
    """What the batch fills in on the next form by this door; nothing without a batch."""
    batch = open_batch(clerk, channel)
    if batch is None:
        return {}
    return {
        "consultation": str(batch.consultation),
        "received_on": typed_day(batch.received_on),
    }


@dataclass(frozen=True)
class Progress:
    """How far a batch is, to show above the next form."""

    batch: Batch
    count: int
    last: list[dict[str, str]]
    """The last ones that were entered, newest first: {reference, url}."""


def progress(clerk: User, channel: Channel) -> Progress | None:
    """How far the batch of this clerk by this door is; None without one."""
    batch = open_batch(clerk, channel)
    if batch is None:
        return None
    letters = letters_of(batch)
    last = list(letters.order_by("-pk")[:LAST])
    return Progress(
        batch=batch,
        count=letters.count(),
        last=[
            {
                "reference": letter.contribution.reference,
                "url": reverse("desk:contribution", args=[letter.contribution.reference]),
            }
            for letter in last
        ],
    )


def letters_of(batch: Batch) -> QuerySet[BatchLetter]:
    """What was entered in a batch, in that order."""
    return batch.letters.select_related("contribution__consultation")
