"""Taking a row in hand: lock it, and move it only where the table of moves allows."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from participatie.pipeline.models import Answer, Contribution, Delivery
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import (
    ANSWER_MOVES,
    DELIVERY_MOVES,
    MOVES,
    AnswerStatus,
    DeliveryStatus,
    Status,
)

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """The row as it is now, held until the transaction ends.

    FOR NO KEY UPDATE: rows that refer to it can still be added by others.
    """
    return type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)


def move_contribution(contribution: Contribution, to: Status) -> None:
    """Give a locked contribution its next status."""
    at = Status(contribution.status)
    if to not in MOVES[at]:
        raise Refused(
            _("Contribution %(reference)s is “%(at)s” and cannot become “%(to)s”.")
            % {"reference": contribution.reference, "at": at.label, "to": to.label}
        )
    contribution.status = to


def move_answer(answer: Answer, to: AnswerStatus) -> None:
    """Give a locked answer its next status."""
    at = AnswerStatus(answer.status)
    if to not in ANSWER_MOVES[at]:
        raise Refused(
            _("Answer %(reference)s is “%(at)s” and cannot become “%(to)s”.")
            % {"reference": answer.reference, "at": at.label, "to": to.label}
        )
    answer.status = to


def move_delivery(delivery: Delivery, to: DeliveryStatus) -> None:
    """Give a locked delivery its next status."""
    at = DeliveryStatus(delivery.status)
    if to not in DELIVERY_MOVES[at]:
        raise Refused(
            _("This notice is “%(at)s” and cannot become “%(to)s”.")
            % {"at": at.label, "to": to.label}
        )
    delivery.status = to
