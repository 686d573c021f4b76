"""Drawing points by chance, so that whoever draws with the same seed gets the same ones.

Each point has a lottery number: the SHA-256 of the seed, a space and its reference, such as
“15 december DW26-0007.2” in UTF-8. The points with the lowest ones are drawn, lowest first. So
nobody can steer the draw, it can be checked with any tool that makes a SHA-256, the first five of
ten are a sample too, and a point more or less changes at most one of them.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from participatie.accountability.overview import points_of
from participatie.core.text import one_line
from participatie.pipeline.models import Consultation, Point, Theme
from participatie.pipeline.statuses import AnswerStatus, Channel, Outcome

LARGEST = 100
"""Points in one sample: more than anybody reads."""
HOW_MANY = format_lazy(_("A sample has 1 to {largest} points."), largest=LARGEST)
ORDER = ("lottery_number", "contribution__number", "number")


@dataclass(frozen=True)
class Choice:
    """From which points to draw; what is empty narrows nothing."""

    channel: str = ""
    theme: Theme | None = None
    outcome: str = ""

    @property
    def words(self) -> list[str]:
        """What was chosen, in words of the site; the name of a theme as it was given."""
        theme = self.theme.name if self.theme else ""
        channel = str(Channel(self.channel).label) if self.channel else ""
        outcome = str(Outcome(self.outcome).label) if self.outcome else ""
        return [word for word in (channel, theme, outcome) if word]

    @property
    def query(self) -> dict[str, str]:
        """The same in an address."""
        theme = str(self.theme.pk) if self.theme else ""
        chosen = {"kanaal": self.channel, "thema": theme, "uitkomst": self.outcome}
        return {name: value for name, value in chosen.items() if value}


EVERYTHING = Choice()


def points_in(consultation: Consultation, choice: Choice) -> QuerySet[Point]:
    """The points to draw from: those that are accounted for and fit the choice."""
    points = points_of(consultation)
    if choice.channel:
        points = points.filter(contribution__channel=choice.channel)
    if choice.theme:
        points = points.filter(theme=choice.theme)
    if choice.outcome:
        points = points.filter(
            answer__outcome=choice.outcome, answer__status=AnswerStatus.PUBLISHED
        )
    return points


def draw(points: QuerySet[Point], consultation: Consultation, *, size: int, seed: str) -> Any:
    """`size` of these points of a consultation, or all when there are fewer, in the order of the
    draw; each with its `lottery_number` (bytes). The seed as `seed_in` gives it.
    """
    return points.annotate(lottery_number=_lottery_number(consultation, seed)).order_by(*ORDER)[
        :size
    ]


def _lottery_number(consultation: Consultation, seed: str) -> Func:
    number = Cast("contribution__number", TextField())
    # As `Contribution.reference` writes it: at least four figures.
    padded = LPad(number, Greatest(Value(4), Length(number)), Value("0"))
    reference = Concat(
        Value(f"{seed} {consultation.prefix}-"),
        padded,
        Value("."),
        Cast(F("number"), TextField()),
        output_field=TextField(),
    )
    letters = Func(reference, Value("UTF8"), function="convert_to", output_field=BinaryField())
    return Func(letters, function="sha256", output_field=BinaryField())


def seed_in(typed: str) -> str:
    """The seed as it counts: without spaces around it, one space for many, in one form of Unicode.

    Empty when nothing was typed.
    """
    return one_line(typed)


def any_seed() -> str:
    """A seed of six figures that nobody chose."""
    return f"{secrets.randbelow(1_000_000):06d}"
