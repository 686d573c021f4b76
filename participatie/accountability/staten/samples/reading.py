"""What members read of a sample: its points and what they think of them.

Only approved texts, numbers and points; never an original, nor who sent it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from participatie.accountability import account as accounts
from participatie.accountability import readable
from participatie.accountability.account import Changed, Done, Said
from participatie.accountability.overview import Stamp, overview, points_of
from participatie.accountability.staten.samples.drawing import Choice, draw, points_in
from participatie.accountability.staten.samples.models import DrawnPoint, Judgement, Sample
from participatie.accountability.staten.samples.passages import Passage, passage_of
from participatie.accounts.models import User
from participatie.core.once import once
from participatie.pipeline.models import Consultation, Contribution, Point
from participatie.pipeline.statuses import COUNTED, Status

WITHDRAWN, GONE = "withdrawn", "gone"
"""Why a drawn point cannot be read any more: its sender withdrew, or it does not count."""


def samples(consultation: Consultation, viewer: User) -> QuerySet[Sample]:
    """The samples of a consultation, the newest first, each with `points` and `judged` (by the
    viewer); 3 queries.
    """
    mine = Q(drawn__judgements__by=viewer)
    return (
        consultation.samples.select_related("theme", "drawn_by")
        .prefetch_related("drawn_by__groups")
        .annotate(
            points=Count("drawn", distinct=True),
            judged=Count("drawn__judgements", filter=mine, distinct=True),
        )
        .order_by("-number")
    )


def choice_of(sample: Sample) -> Choice:
    """From which points a sample was drawn."""
    return Choice(channel=sample.channel, theme=sample.theme, outcome=sample.outcome)


def query_of(sample: Sample) -> dict[str, str]:
    """What draws a sample again, in the address of the public page."""
    return {"aantal": str(sample.size), "zaad": sample.seed} | choice_of(sample).query


def others_now(sample: Sample, at: Stamp) -> int:
    """How many points of a sample would not be drawn from the record as it is now."""
    if sample.stamp == at.key:
        return 0
    return once(f"sample-{sample.pk}", at.key, lambda: _count_others(sample))


def _count_others(sample: Sample) -> int:
    consultation = sample.consultation
    points = points_in(consultation, choice_of(sample))
    now = draw(points, consultation, size=sample.size, seed=sample.seed)
    kept = set(sample.drawn.values_list("point", flat=True))
    return len(kept - set(now.values_list("pk", flat=True)))


@dataclass(frozen=True)
class Opinions:
    """What members think of one point; their names only with what they wrote."""

    mine: Judgement | None
    convincing: int
    not_convincing: int
    remarks: list[Judgement]
    """Of others, the oldest first."""


def opinions(judgements: Iterable[Judgement], viewer: User) -> Opinions:
    """The judgements of one point, as this member sees them."""
    found = list(judgements)
    counts = Counter(judgement.is_convincing for judgement in found)
    return Opinions(
        mine=next((j for j in found if j.by_id == viewer.pk), None),
        convincing=counts[True],
        not_convincing=counts[False],
        remarks=[j for j in found if j.remark and j.by_id != viewer.pk],
    )


@dataclass(frozen=True)
class Row:
    """A drawn point on one line."""

    place: int
    reference: str
    channel: str
    summary: str
    """Empty when the point cannot be read any more; `gone` says why."""
    outcome: str
    outcome_label: str
    gone: str
    opinions: Opinions

    @property
    def is_to_do(self) -> bool:
        """Whether this member can judge it and did not."""
        return not self.gone and self.opinions.mine is None


def rows(sample: Sample, viewer: User) -> list[Row]:
    """The points of a sample in the order of the draw; 2 queries."""
    by_drawn: dict[int, list[Judgement]] = defaultdict(list)
    for judgement in Judgement.objects.filter(drawn__sample=sample).order_by("at"):
        by_drawn[judgement.drawn_id].append(judgement)
    found = []
    for drawn in _drawn(sample):
        point, gone = drawn.point, gone_because(drawn.point)
        answer = point.answer if point.answer and point.answer.published_at else None
        found.append(
            Row(
                place=drawn.place,
                reference=point.reference,
                channel=point.contribution.get_channel_display(),
                summary="" if gone else point.summary,
                outcome=answer.outcome if answer and not gone else "",
                outcome_label=answer.get_outcome_display() if answer and not gone else "",
                gone=gone,
                opinions=opinions(by_drawn[drawn.pk], viewer),
            )
        )
    return found


def _drawn(sample: Sample) -> QuerySet[DrawnPoint]:
    return (
        sample.drawn.select_related("point__contribution__consultation", "point__answer")
        .defer("point__quote", *(f"point__contribution__{name}" for name in readable.NOT_PUBLIC))
        .order_by("place")
    )


def gone_because(point: Point) -> str:
    """WITHDRAWN or GONE when a point is not in the account any more; else empty."""
    if point.contribution.status == Status.WITHDRAWN:
        return WITHDRAWN
    return GONE if point.removed_at or point.contribution.status not in COUNTED else ""


@dataclass(frozen=True)
class Card:
    """A drawn point with all that may be read about it."""

    contribution: Contribution
    said: Said
    done: Done | None
    changes: list[Changed]
    passage: Passage
    public_text: Any
    others: list[tuple[Said, Done | None]] = field(default_factory=list)
    """The other points of the same contribution."""


def card(consultation: Consultation, point: Point, at: Stamp) -> Card:
    """The point, its contribution as everyone may read it, its answer and what changed.

    Only for a point that is not gone.
    """
    contribution = readable.contribution_or_404(consultation, point.contribution.number)
    text = readable.public_text_of(contribution)
    told = accounts.answered(
        consultation, points_of(consultation).filter(contribution=contribution), at
    )
    said, done = next(entry for entry in told if entry[0].number == point.number)
    changes = [change.pk for change in done.changes] if done else []
    return Card(
        contribution=contribution,
        said=said,
        done=done,
        changes=accounts.changed(consultation, overview(consultation, at), changes, first=0)
        if changes
        else [],
        passage=passage_of(point, text),
        public_text=text,
        others=[entry for entry in told if entry[0].number != point.number],
    )
