"""Contributions as everyone may read them: finding the approved texts, and what was left out."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Left
from django.http import Http404
from django.utils.translation import gettext as _

from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Consultation, Contribution, PublicText
from participatie.pipeline.queries import public_texts
from participatie.pipeline.queries.contributions import REFERENCE
from participatie.pipeline.statuses import HidingReason, Status

OPENING = 1000
"""How much of a text is fetched to find its first own words in, in characters."""

NOT_PUBLIC = ("text", "newest_text", "given", "follow_code", "follow_digest", "entered_from")
"""Fields of a contribution that no page of this room reads."""


def texts(consultation: Consultation) -> QuerySet[PublicText]:
    """The approved texts that are in force, each with its contribution and its `opening`.

    Neither the whole texts nor the originals are fetched.
    """
    return (
        public_texts.readable()
        .filter(contribution__consultation=consultation)
        .select_related("contribution__form")
        .defer("text", "hidden", *(f"contribution__{name}" for name in NOT_PUBLIC))
        .annotate(opening=Left("text", OPENING))
        .order_by("contribution__number")
    )


def unreadable(consultation: Consultation) -> Counter[str]:
    """{status: contributions of which nothing can be read}."""
    readable = texts(consultation).order_by().values("contribution")
    rows = consultation.contributions.exclude(pk__in=readable).order_by().values_list("status")
    return Counter(dict(rows.annotate(Count("pk"))))


def contribution_or_404(consultation: Consultation, number: int) -> Contribution:
    """The contribution with this number, without its original text and without who sent it."""
    found = (
        consultation.contributions.filter(number=number)
        .defer(*NOT_PUBLIC)
        .prefetch_related(Prefetch("public_texts", PublicText.objects.filter(is_current=True)))
        .first()
    )
    if found is None:
        raise Http404
    found.consultation = consultation
    return found


def public_text_of(contribution: Contribution) -> PublicText | None:
    """The text that may be read; none of what was withdrawn."""
    return None if contribution.status == Status.WITHDRAWN else contribution.public_text


def number_in(typed: str, consultation: Consultation) -> int | None:
    """The number of a contribution of this consultation in what was typed: OV26-0042, 0042, 42."""
    typed = typed.strip()
    if typed.isdecimal() and len(typed) < 7:
        return int(typed)
    match = REFERENCE.match(typed)
    if match and match[1].upper() == consultation.prefix:
        return int(match[2])
    return None


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, or in its place what was left out (`left_out`, in words)."""

    text: str
    left_out: str = ""


def pieces(public_text: PublicText) -> list[Piece]:
    """The approved text with, at each mark, what kind of thing was left out there."""
    stretches = public_text.text.split(HIDDEN)
    reasons = [str(reason.label) for reason in _reasons(public_text)]
    if len(reasons) != len(stretches) - 1:
        # The sender typed such marks too: which are ours cannot be told.
        reasons = [_("something")] * (len(stretches) - 1)
    found = [Piece(stretches[0])]
    for stretch, reason in zip(stretches[1:], reasons, strict=True):
        found += [Piece("", left_out=reason), Piece(stretch)]
    return [piece for piece in found if piece.text or piece.left_out]


def left_out(public_text: PublicText) -> list[tuple[str, int]]:
    """What was left out and how many times, in the fixed order of the reasons."""
    counts = Counter(_reasons(public_text))
    return [(str(reason.label), counts[reason]) for reason in HidingReason if counts[reason]]


def _reasons(public_text: PublicText) -> list[HidingReason]:
    # Passages that overlap have one mark together, as `public_texts.text_without` makes it.
    found, position = [], 0
    for span, reason in public_text.hidden_passages:
        if span.start >= position:
            found.append(reason)
        position = max(position, span.end)
    return found
