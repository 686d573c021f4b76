"""The lists behind each question of completeness: for what it holds, and for what it does not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accountability.overview import Overview
from participatie.accountability.staten.asked import (
    AboutNotices,
    AboutRows,
    Of,
    Question,
)
from participatie.pipeline import statuses
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import (
    Channel,
    DeliveryKind,
    DeliveryStatus,
    DeliveryWay,
    Outcome,
    Status,
)

YES = "ja"
NO = "nee"
NOT_ARRIVED, NOT_PLANNED, ON_THE_WAY, ARRIVED = (
    "niet-aangekomen",
    "geen-bericht",
    "onderweg",
    "aangekomen",
)
"""Names of the lists of notices in an address."""


@dataclass(frozen=True)
class Line:
    """One thing on the list; without `url` it has no page (yet)."""

    reference: str
    about: str = ""
    url: str = ""


@dataclass(frozen=True)
class Heap:
    """Things of which the same can be said. `rows` is what a page is cut from, `line` makes one
    of those readable.
    """

    name: str
    label: str
    rows: QuerySet[Any, Any] | Sequence[Any]
    line: Callable[[Any], Line]
    is_wrong: bool = False


def heaps(consultation: Consultation, seen: Overview, question: Question) -> list[Heap]:
    """Of one question, what does not hold first; nothing is fetched yet."""
    if isinstance(question, AboutRows):
        wrong, right = question.wrong(consultation), question.right(consultation)
        lines = _Lines(consultation, seen)
        return [
            Heap(NO, _("Where not"), *lines.of(question.of, wrong), is_wrong=True),
            Heap(YES, _("Where it does"), *lines.of(question.of, right)),
        ]
    if isinstance(question, AboutNotices):
        return _notices(consultation, seen, question)
    present, line = _Lines(consultation, seen).of(
        Of.CONTRIBUTIONS, consultation.contributions.all()
    )
    missing = seen.numbers.missing
    return [
        Heap(NO, _("Missing"), missing, lambda number: Line(str(number)), is_wrong=True),
        Heap(YES, _("Present"), present, line),
    ]


def _notices(consultation: Consultation, seen: Overview, question: AboutNotices) -> list[Heap]:
    lines = _Lines(consultation, seen)
    nobody, line = lines.of(Of.CONTRIBUTIONS, question.forgotten(consultation))
    sent = question.sent(consultation).order_by("contribution__number", "pk")
    fields = ("contribution__number", "kind", "way", "status")

    def heap(name: str, label: str, those: frozenset[DeliveryStatus], wrong: bool) -> Heap:
        rows = sent.filter(status__in=those).values_list(*fields)
        return Heap(name, label, rows, lines.notice, is_wrong=wrong)

    every = [
        heap(NOT_ARRIVED, _("Did not arrive"), statuses.NOT_ARRIVED, True),
        Heap(NOT_PLANNED, _("No notice was planned"), nobody, line, is_wrong=True),
        heap(ON_THE_WAY, _("On their way"), statuses.ON_THEIR_WAY, False),
        heap(ARRIVED, _("Arrived"), statuses.DELIVERED, False),
    ]
    # Of one other kind nobody needs to have had a notice.
    return [each for each in every if each.name != NOT_PLANNED or question.kind in question.kinds]


class _Lines:
    """How things of one consultation are shown: by reference, and never by the name of a person."""

    def __init__(self, consultation: Consultation, seen: Overview) -> None:
        self.slug = consultation.slug
        self.prefix = consultation.prefix
        self.is_published = consultation.answers_published_at is not None
        self.told = {place.number for place in seen.answers}

    def of(self, of: Of, rows: QuerySet[Any]) -> tuple[QuerySet[Any, Any], Callable[[Any], Line]]:
        """The rows as a list is cut from them, and how one is shown."""
        fields: dict[Of, tuple[str, ...]] = {
            Of.CONTRIBUTIONS: ("number", "channel", "status"),
            Of.POINTS: ("contribution__number", "number", "summary"),
            Of.ANSWERS: ("number", "outcome"),
            Of.CHANGES: ("number", "label", "heading"),
        }
        shown: dict[Of, Callable[[Any], Line]] = {
            Of.CONTRIBUTIONS: self.contribution,
            Of.POINTS: self.point,
            Of.ANSWERS: self.answer,
            Of.CHANGES: self.change,
        }
        first = ["contribution__number", "number"] if of is Of.POINTS else ["number"]
        return rows.order_by(*first).values_list(*fields[of]), shown[of]

    def contribution(self, row: tuple[int, str, str]) -> Line:
        """Its number, door and status."""
        number, channel, status = row
        about = f"{Channel(channel).label}, {Status(status).label}"
        return Line(self._reference(number), about, self._url("contribution", number))

    def point(self, row: tuple[int, int, str]) -> Line:
        """Its number, and in short what was said once that is public."""
        contribution, number, summary = row
        return Line(
            f"{self._reference(contribution)}.{number}",
            summary if self.is_published else "",
            f"{self._url('contribution', contribution)}#"
            + (f"punt-{number}" if self.is_published else "punten"),
        )

    def answer(self, row: tuple[int, str]) -> Line:
        """Its number, and its outcome once that is public."""
        number, outcome = row
        told = self.is_published and number in self.told
        return Line(
            f"{self.prefix}-A{number}",
            str(Outcome(outcome).label) if told else "",
            self._url("answer", number) if told else "",
        )

    def change(self, row: tuple[int, str, str]) -> Line:
        """Its number, and its article once that is public."""
        number, label, heading = row
        return Line(
            f"{self.prefix}-W{number}",
            f"{label} {heading}".strip() if self.is_published else "",
            self._url("change", number) if self.is_published else "",
        )

    def notice(self, row: tuple[int, str, str, str]) -> Line:
        """About which contribution, what it says, how it went and how far it is."""
        number, kind, way, status = row
        about = (
            f"{DeliveryKind(kind).label}, {DeliveryWay(way).label}: {DeliveryStatus(status).label}"
        )
        return Line(self._reference(number), about, self._url("contribution", number))

    def _reference(self, number: int) -> str:
        return f"{self.prefix}-{number:04d}"

    def _url(self, name: str, number: int) -> str:
        return reverse(f"staten:{name}", args=[self.slug, number])
