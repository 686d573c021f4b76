"""The numbers of one consultation: by door and by theme, and whether none is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import consultations
from participatie.pipeline.statuses import Channel, Outcome

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Door:
    """What one door brought and what became of it; without `channel`, all doors together."""

    channel: Channel | None
    received: int
    late: int
    counted: int
    """Taken into handling: being answered, or answered."""
    inadmissible: int
    withdrawn: int
    answered: int

    @property
    def label(self) -> str:
        """The door in words."""
        return str(self.channel.label).capitalize() if self.channel else _("Together")

    @property
    def in_time(self) -> int:
        """Received before the end of the term, or in time by postmark, or early."""
        return self.received - self.late

    @property
    def to_judge(self) -> int:
        """Neither taken into handling nor declined nor withdrawn."""
        return self.received - self.counted - self.inadmissible - self.withdrawn

    @property
    def waiting(self) -> int:
        """Still to judge or to answer."""
        return self.to_judge + self.counted - self.answered


def by_door(consultation: Consultation) -> list[Door]:
    """Every door in the fixed order, also one that brought nothing."""
    return [
        Door(
            channel=row.channel,
            received=row.received,
            late=row.late,
            counted=row.counted,
            inadmissible=row.inadmissible,
            withdrawn=row.withdrawn,
            answered=row.answered,
        )
        for row in consultations.figures(consultation)
    ]


def together(doors: Iterable[Door]) -> Door:
    """The sum of all doors."""
    rows = list(doors)
    return Door(
        channel=None,
        received=sum(row.received for row in rows),
        late=sum(row.late for row in rows),
        counted=sum(row.counted for row in rows),
        inadmissible=sum(row.inadmissible for row in rows),
        withdrawn=sum(row.withdrawn for row in rows),
        answered=sum(row.answered for row in rows),
    )


@dataclass(frozen=True)
class Numbers:
    """The numbers that were given, looked up one by one and not taken from the counter."""

    present: int
    highest: int
    missing: tuple[int, ...]

    @property
    def are_complete(self) -> bool:
        """Whether 1 to the highest number given are all there."""
        return not self.missing


def numbers(consultation: Consultation) -> Numbers:
    """Which numbers are on the record; the highest one is what the counter gave out last."""
    found = consultation.contributions.aggregate(
        present=Count("number"), lowest=Min("number"), highest=Max("number")
    )
    highest = max(found["highest"] or 0, consultation.last_number)
    missing: tuple[int, ...] = ()
    # Numbers are unique, so as many as the highest, from 1, leaves no gap.
    if found["present"] != highest or (found["lowest"] or 1) != 1:
        there = set(consultation.contributions.values_list("number", flat=True))
        missing = tuple(number for number in range(1, highest + 1) if number not in there)
    return Numbers(found["present"], highest, missing)


@dataclass
class ThemeFigures:
    """How many points a theme has, and what was answered to them."""

    code: str
    """A, B, C …: where it stands in the nota."""
    pk: int | None
    """None for the points without a theme."""
    given_name: str
    points: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Outcome.values, 0))
    """{outcome: points with a published answer of that outcome}."""

    @property
    def name(self) -> str:
        """What it is about."""
        return self.given_name or _("Other points")

    @property
    def answered(self) -> int:
        """Points with a published answer."""
        return sum(self.outcomes.values())

    @property
    def told_outcomes(self) -> list[tuple[str, int]]:
        """(outcome in words, points), those that there are."""
        told = [(str(outcome.label), self.outcomes[outcome]) for outcome in Outcome]
        told.append((_("not answered yet"), self.points - self.answered))
        return [(name, count) for name, count in told if count]

    @property
    def outcome_numbers(self) -> list[int]:
        """One number for each outcome, in the fixed order."""
        return [self.outcomes[outcome] for outcome in Outcome.values]


def code(place: int) -> str:
    """The letters of the theme at this place, from 0: A … Z, AA, AB …"""
    tens, ones = divmod(place, len(LETTERS))
    return (code(tens - 1) if tens else "") + LETTERS[ones]
