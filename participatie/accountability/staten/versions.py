"""Two versions of the decision beside each other: what differs, and whether a change explains it.

A difference that no change explains is a text that became something else without anybody having
said so; a change that is in neither version was announced and not made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max
from django.db.models.functions import MD5
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participatie.accountability.account import Changed, changed
from participatie.accountability.overview import Overview, changes_of
from participatie.core.clock import day_of
from participatie.pipeline.models import Article, Consultation, Decision, DecisionVersion

FIRST = 1


@dataclass(frozen=True)
class Version:
    """One version of the text; `number` stands in the address."""

    number: int
    name: str


class Cause(StrEnum):
    """How a difference, or the lack of one, agrees with the changes that were announced."""

    SAME = "same"
    EXPLAINED = "explained"
    OTHERWISE = "otherwise"
    """There is a change of this article, and it says something else than this version."""
    UNEXPLAINED = "unexplained"


FLAGGED = frozenset({Cause.OTHERWISE, Cause.UNEXPLAINED})


@dataclass(frozen=True)
class Place:
    """One article in both versions, without its text. The keys are None where it is not there."""

    label: str
    heading: str
    before: int | None
    after: int | None
    change: int | None
    cause: Cause

    @property
    def name(self) -> str:
        """Label and heading."""
        return f"{self.label} {self.heading}".strip()


@dataclass(frozen=True)
class Difference:
    """One article with both texts."""

    place: Place
    before: str
    after: str
    heading_before: str
    change: Changed | None

    @property
    def has_other_heading(self) -> bool:
        """Whether the words above it differ too."""
        return bool(self.heading_before) and self.heading_before != self.place.heading


def versions(decision: Decision) -> list[Version]:
    """The versions that there are, oldest first; 1 query."""
    found = []
    for version in DecisionVersion.objects.filter(decision=decision).order_by("number"):
        day = date_format(day_of(version.created_at), "j F Y")
        if version.number == FIRST:
            name = _("%(number)s: draft that was laid open, %(day)s")
        else:
            name = _("%(number)s: version of %(day)s")
        found.append(Version(version.number, name % {"number": version.number, "day": day}))
    if decision.is_adopted and len(found) > 1:
        last = found.pop()
        adopted = _("%(number)s: adopted on %(day)s") % {
            "number": last.number,
            "day": date_format(decision.adopted_on, "j F Y"),
        }
        found.append(Version(last.number, adopted))
    return found


@dataclass(frozen=True)
class _Known:
    """An article or a change as far as comparing needs it; texts by their digest."""

    pk: int
    heading: str
    text: str
    before: str = ""


def places(consultation: Consultation, decision: Decision, before: int, after: int) -> list[Place]:
    """Every article of both versions, or of the changes, in the order of the text; 4 queries."""
    old, new = _articles(decision, before), _articles(decision, after)
    changes = _changes(consultation)
    # Between others a change may have been made before, or be still to come.
    is_whole = before == FIRST < after == _last(decision)
    labels = _in_order(list(old), list(new))
    if is_whole:
        # Announced as a new article, and not in the text.
        labels += [label for label in changes if label not in labels]
    found = []
    for label in labels:
        was, became, change = old.get(label), new.get(label), changes.get(label)
        found.append(
            Place(
                label=label,
                heading=next(each.heading for each in (became, was, change) if each),
                before=was.pk if was else None,
                after=became.pk if became else None,
                change=change.pk if change else None,
                cause=_cause(was, became, change, is_whole=is_whole),
            )
        )
    return found


def _last(decision: Decision) -> int:
    return DecisionVersion.objects.filter(decision=decision).aggregate(n=Max("number"))["n"] or 0


def _articles(decision: Decision, number: int) -> dict[str, _Known]:
    rows = Article.objects.filter(version__decision=decision, version__number=number)
    listed = rows.order_by("order").values_list("label", "pk", "heading", MD5("text"))
    return {label: _Known(*rest) for label, *rest in listed}


def _changes(consultation: Consultation) -> dict[str, _Known]:
    rows = changes_of(consultation).order_by("number")
    listed = rows.values_list("label", "pk", "heading", MD5("after"), MD5("before"))
    return {label: _Known(*rest) for label, *rest in listed}


EMPTY = "d41d8cd98f00b204e9800998ecf8427e"
"""The digest of no text at all."""


def _cause(
    old: _Known | None, new: _Known | None, change: _Known | None, *, is_whole: bool
) -> Cause:
    before, after = (known.text if known else EMPTY for known in (old, new))
    is_same_heading = old is None or new is None or old.heading == new.heading
    if before == after and (old is None) == (new is None) and is_same_heading:
        # Announced and not made?
        announced = change is not None and is_whole and change.text != after
        return Cause.OTHERWISE if announced else Cause.SAME
    if change is None or not is_same_heading:
        return Cause.UNEXPLAINED
    return Cause.EXPLAINED if change.text == after else Cause.OTHERWISE


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The labels of the new text, with those that were dropped where they stood in the old one."""
    found = list(new)
    for place, label in enumerate(old):
        if label not in found:
            above = old[place - 1] if place else None
            found.insert(found.index(above) + 1 if above in found else 0, label)
    return found


def differences(
    consultation: Consultation, seen: Overview, chosen: Iterable[Place]
) -> list[Difference]:
    """These articles with their texts and with what is behind each change; 2 queries."""
    chosen = list(chosen)
    keys = [key for place in chosen for key in (place.before, place.after) if key]
    articles = Article.objects.in_bulk(keys)
    wanted = [place.change for place in chosen if place.change]
    causes = {each.pk: each for each in changed(consultation, seen, wanted, first=0)}
    return [
        Difference(
            place=place,
            before=articles[place.before].text if place.before else "",
            after=articles[place.after].text if place.after else "",
            heading_before=articles[place.before].heading if place.before else "",
            change=causes.get(place.change or 0),
        )
        for place in chosen
    ]
