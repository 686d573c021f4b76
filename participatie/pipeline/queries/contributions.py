"""Finding contributions."""

import re

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from participatie.core import codes
from participatie.pipeline.models import (
    Change,
    Contribution,
    Point,
    PublicText,
    Signatory,
    follow_digest,
)

REFERENCE = re.compile(r"^\s*([A-Za-z]{2,4}\d{2})[-\s]?(\d{1,6})(?:\.\d+)?\s*$")


def by_reference(typed: str) -> Contribution | None:
    """The contribution with this public number (OV26-0042, also ov26 42), if there is one."""
    match = REFERENCE.match(typed)
    if match is None:
        return None
    return (
        Contribution.objects.select_related("consultation", "submitter", "represented_by")
        .filter(consultation__prefix=match[1].upper(), number=int(match[2]))
        .first()
    )


def by_follow_code(typed: str) -> Contribution | None:
    """The contribution with this follow code, if there is one.

    Raises `codes.InvalidCode` when the text cannot be a code at all.
    """
    digest = follow_digest(codes.normalise(typed))
    return Contribution.objects.select_related("consultation").filter(follow_digest=digest).first()


def points_in_use() -> QuerySet[Point]:
    """Points that were not removed, with theme, answer and the changes the answer caused."""
    return (
        Point.objects.filter(removed_at=None)
        .select_related("theme", "answer__consultation", "contribution__consultation")
        .prefetch_related(
            Prefetch("answer__changes", Change.objects.select_related("decision__consultation"))
        )
        .order_by("contribution", "number")
    )


def with_account() -> QuerySet[Contribution]:
    """Contributions with all that was done with them: public text, points, answers, changes."""
    return Contribution.objects.select_related("consultation").prefetch_related(
        Prefetch("public_texts", PublicText.objects.filter(is_current=True)),
        Prefetch("points", points_in_use()),
        Prefetch("signatories", Signatory.objects.select_related("submitter")),
        "completion_requests",
    )


def about_theme(theme: int | str) -> Q:
    """Contributions about this theme (its key), as a whole or in one of their points."""
    through = Contribution.themes.through.objects
    return Q(Exists(through.filter(contribution=OuterRef("pk"), theme_id=theme))) | Q(
        Exists(Point.objects.filter(contribution=OuterRef("pk"), theme_id=theme, removed_at=None))
    )
