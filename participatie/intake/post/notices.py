"""Notices to senders that a person must see to: to print and post, to tell, gone wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from participatie.accounts.models import User
from participatie.pipeline.acts.deliveries import settle_delivery
from participatie.pipeline.models import Delivery
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import (
    NOT_ARRIVED,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
)


@dataclass(frozen=True)
class Settling:
    """What can be done with notices on a pile: its button, and the states they go through."""

    word: str
    text: Any
    steps: tuple[DeliveryStatus, ...]


@dataclass(frozen=True)
class Pile:
    """One pile of notices; `word` stands in the address."""

    word: str
    name: Any
    which: Q
    empty: Any
    acts: tuple[Settling, ...] = ()
    """What can be done with many at once; only letters have any."""
    is_work: bool = True
    """Whether what lies on it waits for somebody: those are chosen beforehand."""


_LETTER = Q(way=DeliveryWay.LETTER)
PRINTED = Settling("gedrukt", _("Printed"), (DeliveryStatus.PRINTED,))
PRINTED_AND_POSTED = Settling(
    "gedrukt-en-gepost",
    _("Printed and posted"),
    (DeliveryStatus.PRINTED, DeliveryStatus.POSTED),
)
POSTED = Settling("gepost", _("Posted"), (DeliveryStatus.POSTED,))
AGAIN = Settling("opnieuw", _("Back to: to print"), (DeliveryStatus.WAITING,))
RETURNED = Settling("retour", _("Came back undelivered"), (DeliveryStatus.RETURNED,))

PILES = (
    Pile(
        "drukken",
        _("To print"),
        _LETTER & Q(status=DeliveryStatus.WAITING),
        _("No letters wait to be printed."),
        (PRINTED, PRINTED_AND_POSTED),
    ),
    Pile(
        "posten",
        _("Printed, to post"),
        _LETTER & Q(status=DeliveryStatus.PRINTED),
        _("No printed letters wait to be posted."),
        (POSTED, AGAIN),
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
        (RETURNED,),
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


def settle(
    deliveries: Iterable[Delivery], *, clerk: User, by: Settling
) -> tuple[int, Sequence[str]]:
    """Do this with each notice; gives with how many it was done, and why not with others."""
    done, refusals = 0, []
    for delivery in deliveries:
        try:
            with transaction.atomic():
                for status in by.steps:
                    settle_delivery(delivery, actor=clerk, status=status)
        except Refused as refused:
            refusals.append(f"{delivery.contribution.reference}: {refused}")
        else:
            done += 1
    return done, refusals
