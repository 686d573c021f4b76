"""What was said and what was done: the texts of the account, from one source.

Page, nota, PDF, CSV and the pages of the Staten read what follows here and in `overview`, so that
they cannot contradict each other. Everything in it is public: summaries in the handler's words,
published answers, changes, and of each contribution its number, door and day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from participatie.accountability.figures import ThemeFigures
from participatie.accountability.overview import (
    Overview,
    Stamp,
    changes_of,
    overview,
    points_of,
    told,
)
from participatie.pipeline.models import Answer, Consultation, Point, PublicText
from participatie.pipeline.statuses import (
    ChangeOrigin,
    Channel,
    Outcome,
    Status,
    SubmitterKind,
    Timeliness,
)

POINTS_SHOWN = 10
"""Of an answer to many alike, so many points are shown; the others can be looked up."""


@dataclass(frozen=True, slots=True)
class Said:
    """A point: what somebody said, in short."""

    prefix: str
    contribution: int
    number: int
    summary: str
    theme: int | None
    answer: int | None
    """Key of its published answer."""
    is_public: bool
    """Whether the text it was taken from can be read."""

    @property
    def reference(self) -> str:
        """The public number, such as OV26-0042.3."""
        return f"{self.prefix}-{self.contribution:04d}.{self.number}"

    @property
    def anchor(self) -> str:
        """Id of this point on a page."""
        return f"punt-{self.contribution}-{self.number}"


@dataclass(frozen=True)
class Link:
    """A change or an answer seen from the other one; `address` as in `Overview.addresses`."""

    pk: int
    number: int
    reference: str
    name: str
    address: str
    said: list[Said] = field(default_factory=list)
    points: int = 0

    @property
    def others(self) -> int:
        """Points that are not in `said`."""
        return self.points - len(self.said)


@dataclass(frozen=True)
class Done:
    """A published answer: what was done with what was said."""

    pk: int
    number: int
    reference: str
    outcome: Outcome
    plain: str
    reason: str
    theme: ThemeFigures | None
    said: list[Said]
    points: int
    changes: list[Link]
    address: str
    """As in `Overview.addresses`."""

    @property
    def others(self) -> int:
        """Points that are not in `said`."""
        return self.points - len(self.said)

    @property
    def by_summary(self) -> list[tuple[str, list[Said]]]:
        """The points in `said`, those that say the same together."""
        found: dict[str, list[Said]] = defaultdict(list)
        for point in self.said:
            found[point.summary].append(point)
        return list(found.items())


@dataclass(frozen=True)
class Changed:
    """A change of one article: what was there, what it becomes, and because of whom."""

    pk: int
    number: int
    reference: str
    label: str
    heading: str
    before: str
    after: str
    explanation: str
    is_own_motion: bool
    answers: list[Link]

    @property
    def place(self) -> str:
        """Label and heading of the article."""
        return f"{self.label} {self.heading}".strip()

    @property
    def points(self) -> int:
        """Points that it comes from."""
        return sum(answer.points for answer in self.answers)

    @property
    def causes(self) -> list[int]:
        """Keys of the answers that it comes from."""
        return [answer.pk for answer in self.answers]

    @property
    def said(self) -> list[Said]:
        """Points that it comes from, those that are named."""
        return [point for answer in self.answers for point in answer.said]

    @property
    def others(self) -> int:
        """Points that are not in `said`."""
        return self.points - len(self.said)


@dataclass(frozen=True)
class Given:
    """A contribution as everyone may know it, with its points once their answers are published."""

    prefix: str
    number: int
    channel: Channel
    status: Status
    timeliness: Timeliness
    received_at: datetime
    is_public: bool
    points: list[Said]
    name: str = ""
    """Of an organisation that may be named; persons have none."""
    signed_along: int = 0
    """How many signed it besides who sent it."""

    @property
    def reference(self) -> str:
        """The public number, such as OV26-0042."""
        return f"{self.prefix}-{self.number:04d}"


def said(consultation: Consultation, points: QuerySet[Point]) -> Iterator[Said]:
    """These points of a consultation, in the order of their numbers; one query."""
    readable = PublicText.objects.filter(contribution=OuterRef("contribution"), is_current=True)
    rows = (
        points.annotate(readable=Exists(readable))
        .order_by("contribution__number", "number")
        .values_list(
            "contribution__number",
            "number",
            "summary",
            "theme",
            "answer",
            "answer__status",
            "readable",
        )
    )
    for contribution, number, summary, theme, answer, status, is_public in rows:
        yield Said(
            prefix=consultation.prefix,
            contribution=contribution,
            number=number,
            summary=summary,
            theme=theme,
            answer=answer if status in told(consultation) else None,
            is_public=is_public,
        )


def _said_to(
    consultation: Consultation, answers: Iterable[int], first: int | None
) -> dict[int, list[Said]]:
    """{answer: its points}, of each answer the `first` ones or all of them."""
    if first == 0:
        return {}
    points = points_of(consultation).filter(answer__in=list(answers))
    if first is not None:
        place = Window(
            RowNumber(),
            partition_by=F("answer"),
            order_by=[F("contribution__number").asc(), F("number").asc()],
        )
        # Filtered apart from the window: joins of the account on top of it would be in it too.
        chosen = points.annotate(place=place).filter(place__lte=first).values("pk")
        points = Point.objects.filter(pk__in=chosen)
    found: dict[int, list[Said]] = defaultdict(list)
    for point in said(consultation, points):
        if point.answer is not None:
            found[point.answer].append(point)
    return found


def answered(
    consultation: Consultation, points: QuerySet[Point], at: Stamp | None = None
) -> list[tuple[Said, Done | None]]:
    """These points in order, each with its published answer; nothing before the publication."""
    if consultation.answers_published_at is None:
        return []
    found = list(said(consultation, points))
    keys = list(dict.fromkeys(point.answer for point in found if point.answer))
    answers = done(consultation, overview(consultation, at), keys, first=0)
    by_key = {answer.pk: answer for answer in answers}
    return [(point, by_key.get(point.answer or 0)) for point in found]


def done(
    consultation: Consultation,
    overview: Overview,
    answers: Sequence[int],
    *,
    first: int | None = POINTS_SHOWN,
) -> list[Done]:
    """These published answers (their keys), in this order, with points and changes; 3 queries."""
    points = _said_to(consultation, answers, first)
    changes = _links_to_changes(consultation, overview, answers)
    rows = Answer.objects.in_bulk(answers)
    found = []
    for key in answers:
        answer, place = rows[key], overview.by_answer[key]
        answer.consultation = consultation
        found.append(
            Done(
                pk=key,
                number=answer.number,
                reference=answer.reference,
                outcome=Outcome(answer.outcome),
                plain=answer.plain,
                reason=answer.reason,
                theme=place.theme,
                said=points.get(key, []),
                points=place.points,
                changes=[changes[change.pk] for change in overview.changes_by_answer.get(key, [])],
                address=overview.addresses["answer", answer.number],
            )
        )
    return found


def _links_to_changes(
    consultation: Consultation, overview: Overview, answers: Iterable[int]
) -> dict[int, Link]:
    wanted = {c.pk for key in answers for c in overview.changes_by_answer.get(key, [])}
    rows = changes_of(consultation).filter(pk__in=wanted)
    return {
        pk: Link(
            pk=pk,
            number=number,
            reference=f"{consultation.prefix}-W{number}",
            name=f"{label} {heading}".strip(),
            address=overview.addresses["change", number],
        )
        for pk, number, label, heading in rows.values_list("pk", "number", "label", "heading")
    }


def changed(
    consultation: Consultation,
    overview: Overview,
    changes: Sequence[int] | None = None,
    *,
    first: int | None = POINTS_SHOWN,
) -> list[Changed]:
    """The changes (or these, by key) by number, with their causes; 2 queries."""
    places = {c.pk: c for c in overview.changes if changes is None or c.pk in set(changes)}
    points = _said_to(consultation, {a for c in places.values() for a in c.answers}, first)
    rows = changes_of(consultation).filter(pk__in=places).order_by("number")
    return [
        Changed(
            pk=change.pk,
            number=change.number,
            reference=f"{consultation.prefix}-W{change.number}",
            label=change.label,
            heading=change.heading,
            before=change.before,
            after=change.after,
            explanation=change.explanation,
            is_own_motion=change.origin == ChangeOrigin.OWN_MOTION,
            answers=[
                _link_to_answer(consultation, overview, key, points.get(key, []))
                for key in places[change.pk].answers
            ],
        )
        for change in rows
    ]


def _link_to_answer(
    consultation: Consultation, overview: Overview, key: int, points: list[Said]
) -> Link:
    place = overview.by_answer[key]
    reference = f"{consultation.prefix}-A{place.number}"
    return Link(
        pk=key,
        number=place.number,
        reference=reference,
        name=reference,
        address=overview.addresses["answer", place.number],
        said=points,
        points=place.points,
    )


def given(consultation: Consultation) -> list[Given]:
    """Every contribution in the order of its number, with its points; 3 queries."""
    points: dict[int, list[Said]] = defaultdict(list)
    if consultation.answers_published_at:
        for point in said(consultation, points_of(consultation)):
            points[point.contribution].append(point)
    readable = PublicText.objects.filter(contribution=OuterRef("pk"), is_current=True)
    names = organisations(consultation)
    rows = (
        consultation.contributions.annotate(readable=Exists(readable), signed=Count("signatories"))
        .order_by("number")
        .values_list(
            *("number", "channel", "status", "timeliness", "received_at", "readable", "signed")
        )
    )
    return [
        Given(
            prefix=consultation.prefix,
            number=number,
            channel=Channel(channel),
            status=Status(status),
            timeliness=Timeliness(timeliness),
            received_at=received_at,
            is_public=is_public,
            points=points.get(number, []),
            name=names.get(number, ""),
            signed_along=signed,
        )
        for number, channel, status, timeliness, received_at, is_public, signed in rows
    ]


def organisations(consultation: Consultation) -> dict[int, str]:
    """{number: name} of the contributions whose sender is named: organisations, never persons.

    Named is who spoke as an organisation, permitted the name, and whose name a handler approved
    with the text. A business of one person permits it as one, or stays a number. The approved name
    must be the one of the organisation: without one it would be of who wrote for it.
    """
    rows = PublicText.objects.filter(
        contribution__consultation=consultation,
        contribution__submitter__kind=SubmitterKind.ORGANISATION,
        contribution__name_may_be_published=True,
        is_current=True,
    ).exclude(name="")
    shown = rows.exclude(contribution__status=Status.WITHDRAWN)
    return {
        text.contribution.number: text.name
        for text in shown.select_related("contribution__submitter").defer("text", "hidden")
        if text.contribution.submitter.contact.organisation.strip().startswith(text.name)
    }
