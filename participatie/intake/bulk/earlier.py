"""Which rows are on the track already: a table that comes again never doubles."""

from collections.abc import Collection

from participatie.intake.bulk.models import Referenced
from participatie.intake.bulk.said import Keys
from participatie.pipeline.models import Contribution


def already_in(rows: Collection[Keys]) -> dict[Keys, Contribution]:
    """What each of these rows became before, as far as it did.

    Two rows with references are the same when these are. When one of them came without, because
    its column was not chosen that time, they are the same when they say the same; but where nobody
    is named, a new reference tells that somebody else says it.
    """
    keys = {key for row in rows for key in (row.own, row.content)}
    found = Contribution.objects.filter(submission_key__in=keys).select_related("consultation")
    by_key = {contribution.submission_key: contribution for contribution in found}
    without = [row.content for row in rows if not row.has_reference]
    referenced = Referenced.objects.filter(content_key__in=without).select_related(
        "contribution__consultation"
    )
    by_content = {each.content_key: each.contribution for each in referenced}
    earlier = {}
    for row in rows:
        same = by_key.get(row.own)
        if same is None and row.has_reference and row.names_somebody:
            same = by_key.get(row.content)
        if same is None and not row.has_reference:
            same = by_content.get(row.content)
        if same is not None:
            earlier[row] = same
    return earlier
