"""Notices to senders that a person must see to: to print and post, to tell, gone wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from participatie.intake.post.batches import NOT_POSTED, TO_PRINT, in_a_batch
from participatie.pipeline.models import Delivery
from participatie.pipeline.statuses import (
    NOT_ARRIVED,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
)


@dataclass(frozen=True)
class Pile:
    """One pile of notices; `word` stands in the address."""

    word: str
    name: Any
    which: Q
    empty: Any
    is_work: bool = True
    """Whether what lies on it waits for somebody."""


_LETTER = Q(way=DeliveryWay.LETTER)

PILES = (
    Pile(
        "drukken",
        _("To print"),
        TO_PRINT,
        _("No letters wait to be printed."),
    ),
    Pile(
        "partijen",
        _("In a print batch"),
        _LETTER & Q(in_a_batch(), status__in=NOT_POSTED),
        _("No letters are being printed or wait to be posted."),
    ),
    Pile(
        "bellen",
        _("To tell by telephone"),
        Q(way=DeliveryWay.PHONE, status=DeliveryStatus.WAITING),
        _("Nobody waits for a call."),
    ),
    Pile(
        "mislukt",
        _("Did not arrive"),
        Q(status__in=NOT_ARRIVED),
        _("Everything that was sent arrived, as far as we know."),
    ),
    Pile(
        "gepost",
        _("Posted"),
        _LETTER & Q(status=DeliveryStatus.POSTED),
        _("No letters have been posted yet."),
        is_work=False,
    ),
)

WORK = tuple(pile for pile in PILES if pile.is_work)
"""The piles that somebody must still do something with."""

TELL: dict[str, Any] = {
    DeliveryKind.RECEIPT: _("We received what you said. Give the number and the follow code."),
    DeliveryKind.CORRECTION: _("We corrected what we wrote down. Read out what it says now."),
    DeliveryKind.COMPLETION: _("Something is missing. Tell what, until which day, and how."),
    DeliveryKind.WITHDRAWAL: _("The contribution was withdrawn as asked. Confirm it."),
    DeliveryKind.NOT_ADMITTED: _("The contribution is not taken into account. Tell why."),
    DeliveryKind.OUTCOME: _("The contribution was answered. Tell the answer to each point."),
    DeliveryKind.DECISION: _("The decision was made. Tell what was decided."),
}
"""What to say for each kind of notice; the contribution's own page has the words."""


def pile_called(word: str) -> Pile:
    """The pile with this word; the first one when there is none."""
    return next((pile for pile in PILES if pile.word == word), PILES[0])


def counts(piles: Sequence[Pile] = PILES) -> dict[str, int]:
    """{word: how many notices lie on that pile}, in one query that reads only these."""
    any_of_them = reduce(or_, (pile.which for pile in piles))
    return Delivery.objects.filter(any_of_them).aggregate(
        **{pile.word: Count("pk", filter=pile.which) for pile in piles}
    )


def on(pile: Pile) -> QuerySet[Delivery]:
    """The notices of a pile, equal kinds together, the oldest first; posted ones the newest.

    The kinds come in the order in which a sender gets them.
    """
    in_turn = Case(
        *(When(kind=kind, then=Value(turn)) for turn, kind in enumerate(DeliveryKind)),
        output_field=IntegerField(),
    )
    order = ["-pk"] if pile.word == "gepost" else [in_turn, "pk"]
    return (
        Delivery.objects.filter(pile.which)
        .select_related("contribution__consultation", "recipient")
        .order_by(*order)
    )


def newest(pile: Pile) -> int:
    """The highest key on the pile, 0 when it is empty."""
    return Delivery.objects.filter(pile.which).aggregate(newest=Max("pk"))["newest"] or 0
