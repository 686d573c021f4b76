"""What there is to account for: numbers, and the order in which answers and changes are told."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Max, Q, QuerySet

from participatie.accountability import figures
from participatie.accountability.figures import Door, Numbers, ThemeFigures
from participatie.core import once
from participatie.pipeline import kinds
from participatie.pipeline.models import Change, Consultation, Event, Point
from participatie.pipeline.statuses import COUNTED, AnswerStatus, Outcome

ANSWERS_ON_A_PAGE = 10
CHANGES_ON_A_PAGE = 10
"""Both: with answers and changes of usual length, the account stays below 30 kB."""
UNANSWERED = "unanswered"
"""Outcome of a point without a published answer."""
PUBLISHED = frozenset({AnswerStatus.PUBLISHED})


def told(consultation: Consultation) -> frozenset[AnswerStatus]:
    """The statuses of answers that are told: published ones.

    Who previews the account sets `told` on the consultation, to see the others in it too.
    """
    return getattr(consultation, "told", PUBLISHED)


def points_of(consultation: Consultation) -> QuerySet[Point]:
    """The points that are accounted for: not removed, of contributions that count."""
    return Point.objects.filter(
        contribution__consultation=consultation,
        contribution__status__in=COUNTED,
        removed_at=None,
    )


def changes_of(consultation: Consultation) -> QuerySet[Change]:
    """The changes that are told: those that hold, from the day the answers are published."""
    if consultation.answers_published_at is None:
        return Change.objects.none()
    return Change.objects.filter(decision__consultation=consultation, removed_at=None)


@dataclass(frozen=True)
class Stamp:
    """How far the track of a consultation is; a new public fact gives another stamp."""

    latest: int
    count: int
    at: datetime
    beside: int = 0
    """Facts about the account, which its pages show and it does not tell."""

    @property
    def key(self) -> str:
        """Text that no other state of the record has."""
        # The count tells apart what the latest alone cannot: an event with a lower number may be
        # committed later. The moment tells apart two databases, such as one put back from a copy.
        return f"{self.latest}-{self.count}-{self.at.timestamp():.0f}"

    @property
    def key_of_page(self) -> str:
        """The same with what the pages show besides: questions, frozen copies, links."""
        return f"{self.key}-{self.beside}"


def stamp(consultation: Consultation) -> Stamp:
    """The stamp of a consultation now, in one query."""
    told = ~Q(kind__in=kinds.BESIDE)
    found = (
        Event.objects.filter(consultation=consultation)
        .exclude(kind__in=kinds.UNSEEN)
        .aggregate(
            latest=Max("pk", filter=told),
            count=Count("pk", filter=told),
            at=Max("at", filter=told),
            beside=Count("pk", filter=~told),
        )
    )
    return Stamp(
        latest=found["latest"] or 0,
        count=found["count"],
        at=found["at"] or consultation.put_in_force_at,
        beside=found["beside"],
    )


@dataclass(frozen=True)
class AnswerPlace:
    """A published answer and where it is told: under the theme most of its points are about."""

    pk: int
    number: int
    theme: ThemeFigures | None
    """None when every contribution it answered was withdrawn."""
    themes: frozenset[int | None]
    points: int


@dataclass(frozen=True)
class ChangePlace:
    """A change and the answers it comes from."""

    pk: int
    number: int
    answers: tuple[int, ...]
    """Their keys; published ones only."""


@dataclass(frozen=True)
class Overview:
    """Everything about the account of a consultation except its texts."""

    doors: list[Door]
    numbers: Numbers
    themes: list[ThemeFigures]
    """Only those with points."""
    answers: list[AnswerPlace]
    """In the order in which they are told: by theme, then by number."""
    changes: list[ChangePlace]
    led_to_change: int
    """Contributions with at least one point that changed the text."""
    flows: dict[tuple[str, str], int]
    """{(door, outcome): points that came by it and got it}; UNANSWERED is an outcome here."""
    led_by_door: dict[str, int] = field(default_factory=dict)
    """`led_to_change` by the door that they came by; empty where that was not kept."""

    @cached_property
    def total(self) -> Door:
        """All doors together."""
        return figures.together(self.doors)

    @property
    def points(self) -> int:
        """Points that must be answered."""
        return sum(theme.points for theme in self.themes)

    @property
    def answered(self) -> int:
        """Points with a published answer."""
        return sum(theme.answered for theme in self.themes)

    @property
    def outcomes(self) -> dict[str, int]:
        """{outcome: points with a published answer of that outcome}."""
        return {
            outcome: sum(theme.outcomes[outcome] for theme in self.themes)
            for outcome in Outcome.values
        }

    @cached_property
    def by_answer(self) -> dict[int, AnswerPlace]:
        """{key of an answer: its place}."""
        return {place.pk: place for place in self.answers}

    @cached_property
    def changes_by_answer(self) -> dict[int, list[ChangePlace]]:
        """{key of an answer: the changes that come from it}."""
        found: dict[int, list[ChangePlace]] = defaultdict(list)
        for change in self.changes:
            for answer in change.answers:
                found[answer].append(change)
        return dict(found)

    @property
    def has_few_changes(self) -> bool:
        """Whether all changes fit on the page of the account itself."""
        return len(self.changes) <= CHANGES_ON_A_PAGE

    @cached_property
    def addresses(self) -> dict[tuple[str, int], str]:
        """{("answer" or "change", number): where it is told, seen from the page of the account}."""
        found = {}
        for rank, answer in enumerate(self.answers):
            page = _page(rank, ANSWERS_ON_A_PAGE)
            found["answer", answer.number] = f"{page}#antwoord-{answer.number}"
        for rank, change in enumerate(self.changes):
            page = "" if self.has_few_changes else f"wijzigingen/{_page(rank, CHANGES_ON_A_PAGE)}"
            found["change", change.number] = f"{page}#wijziging-{change.number}"
        return found


def _page(rank: int, size: int) -> str:
    return f"?page={rank // size + 1}" if rank >= size else ""


def overview(consultation: Consultation, at: Stamp | None = None) -> Overview:
    """The overview of a consultation; with a stamp, the one that was made at that stamp before."""
    if at is None:
        return _overview(consultation)
    key = f"overview-2-{consultation.pk}"
    return once.at_hand({key: at.key}, lambda _: _overview(consultation))[key]


def _overview(consultation: Consultation) -> Overview:
    themes = [
        ThemeFigures(code="", pk=theme.pk, given_name=theme.name)
        for theme in consultation.themes.only("pk", "name")
    ]
    themes.append(ThemeFigures(code="", pk=None, given_name=""))
    rows = list(
        points_of(consultation)
        .order_by()
        .values_list("theme", "answer", "answer__number", "answer__outcome", "answer__status")
        .annotate(Count("pk"))
    )
    by_key = {theme.pk: theme for theme in themes}
    about: dict[int, dict[int | None, int]] = defaultdict(dict)
    number_of = {}
    for theme, answer, number, outcome, status, count in rows:
        by_key[theme].points += count
        if status in told(consultation):
            by_key[theme].outcomes[outcome] += count
            about[answer][theme] = count
            number_of[answer] = number
    used = [theme for theme in themes if theme.points]
    for place, figure in enumerate(used):
        figure.code = figures.code(place)
    changes, causes = _changes(consultation)
    for answer, number in causes.items():
        number_of.setdefault(answer, number)
    led = _led_to_change(consultation, {a for change in changes for a in change.answers})
    return Overview(
        doors=figures.by_door(consultation),
        numbers=figures.numbers(consultation),
        themes=used,
        answers=_in_order(number_of, about, used),
        changes=changes,
        led_to_change=sum(led.values()),
        flows=_flows(consultation),
        led_by_door=led,
    )


def _led_to_change(consultation: Consultation, answers: set[int]) -> dict[str, int]:
    """{door: contributions with a point that got one of these answers}."""
    rows = (
        points_of(consultation)
        .filter(answer__in=answers)
        .order_by()
        .values_list("contribution__channel")
        .annotate(Count("contribution", distinct=True))
    )
    return dict(rows)


def _flows(consultation: Consultation) -> dict[tuple[str, str], int]:
    rows = (
        points_of(consultation)
        .order_by()
        .values_list("contribution__channel", "answer__outcome", "answer__status")
        .annotate(Count("pk"))
    )
    flows: dict[tuple[str, str], int] = defaultdict(int)
    for channel, outcome, status, count in rows:
        flows[channel, outcome if status in told(consultation) else UNANSWERED] += count
    return dict(flows)


def _changes(consultation: Consultation) -> tuple[list[ChangePlace], dict[int, int]]:
    """The changes in order, and {key: number} of the published answers they come from."""
    found: dict[int, ChangePlace] = {}
    causes: dict[int, int] = {}
    rows = (
        changes_of(consultation)
        .order_by("number", "answers__number")
        .values_list("pk", "number", "answers", "answers__number", "answers__status")
    )
    for pk, number, answer, answer_number, status in rows:
        published = answer is not None and status in told(consultation)
        earlier = found[pk].answers if pk in found else ()
        found[pk] = ChangePlace(pk, number, (*earlier, answer) if published else earlier)
        if published:
            causes[answer] = answer_number
    return list(found.values()), causes


def _in_order(
    numbers: dict[int, int],
    about: dict[int, dict[int | None, int]],
    themes: Iterable[ThemeFigures],
) -> list[AnswerPlace]:
    order = {theme.pk: place for place, theme in enumerate(themes)}
    by_key = {theme.pk: theme for theme in themes}
    places = []
    for pk, number in numbers.items():
        counts = about.get(pk, {})
        first = min(counts, key=lambda theme: (-counts[theme], order[theme]), default=-1)
        places.append(
            AnswerPlace(
                pk=pk,
                number=number,
                theme=by_key.get(first),
                themes=frozenset(counts),
                points=sum(counts.values()),
            )
        )
    return sorted(
        places,
        key=lambda place: (
            order[place.theme.pk] if place.theme else len(order),
            place.number,
        ),
    )
