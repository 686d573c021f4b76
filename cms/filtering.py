"""Narrowing the list of consultations by what its address says; nothing is kept elsewhere.

All consultations are read with their few sorting words, in three queries, and counted here: a
province has hundreds of them, not thousands.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import listing
from cms.listing import KINDS, Kind
from cms.models.labels import Area, Subject
from participatie.core.record_select import RecordSelect
from participatie.pipeline import addresses
from participatie.pipeline.statuses import Phase

PER_PAGE = 12
STAGE, SUBJECT, AREA, PHASE = "fase", "onderwerp", "gebied", "beleidsfase"
NAMES = {
    SUBJECT: gettext_lazy("Subject"),
    AREA: gettext_lazy("Area"),
    PHASE: gettext_lazy("Phase of the policy"),
}
ANY = {
    SUBJECT: gettext_lazy("All subjects"),
    AREA: gettext_lazy("All areas"),
    PHASE: gettext_lazy("All phases"),
}


@dataclass(frozen=True)
class Row:
    """One consultation with what it can be narrowed by: {filter: its values there}."""

    pk: int
    kind: Kind
    values: Mapping[str, frozenset[str]]
    sorts_by: Any

    def fits(self, chosen: Mapping[str, str], but: str = "") -> bool:
        """Whether it has every value of `chosen`, the filter `but` left out."""
        return all(value in self.values[name] for name, value in chosen.items() if name != but)


class IndexFilter(forms.Form):
    """One list of choices for each filter that has something to choose, with how many there are."""

    def __init__(
        self, chosen: Mapping[str, str], options: Mapping[str, list[tuple[str, str]]]
    ) -> None:
        super().__init__(auto_id="filter_%s", initial=chosen)
        if STAGE in chosen:
            self.fields[STAGE] = forms.CharField(widget=forms.HiddenInput)
        for name, choices in options.items():
            self.fields[name] = forms.ChoiceField(
                label=NAMES[name],
                required=False,
                choices=[("", ANY[name]), *choices],
                widget=forms.Select if name == PHASE else RecordSelect,
            )


def for_index(query: QueryDict) -> dict[str, Any]:
    """What the list shows: `groups` when nothing is chosen, else `cards` and `page_obj`.

    Always `tabs` and, when there is something to choose, `form`. What is no choice narrows
    nothing.
    """
    rows, names = _rows()
    asked = {name: query.get(name, "") for name in (STAGE, SUBJECT, AREA, PHASE)}
    chosen = {name: value for name, value in asked.items() if value in names[name]}
    options = _options(rows, names, chosen)
    shown: dict[str, Any] = {
        "tabs": _tabs(rows, chosen),
        "form": IndexFilter(chosen, options) if options else None,
        "chosen": chosen,
        "in_words": [str(names[name][value]) for name, value in chosen.items()],
    }
    if not chosen:
        return shown | {"groups": listing.groups()}
    found = sorted((row for row in rows if row.fits(chosen)), key=lambda row: row.sorts_by)
    page = Paginator([row.pk for row in found], PER_PAGE).get_page(query.get("page"))
    return shown | {"cards": listing.cards_of(page.object_list), "page_obj": page}


def _rows() -> tuple[list[Row], dict[str, dict[str, Any]]]:
    """Every consultation, and {filter: {value: its name}}."""
    areas, area_names = _labels(Area)
    subjects, subject_names = _labels(Subject)
    read = (
        listing.published()
        .order_by("pk")
        .values_list("pk", "stage_now", "phase", "opens_on", "closes_on", "decided_at", F("page"))
    )
    rows = []
    for pk, stage, phase, opens_on, closes_on, decided_at, page in read:
        place, kind = next(
            (place, kind) for place, kind in enumerate(KINDS) if stage in kind.stages
        )
        day = opens_on if kind.order == "opens_on" else closes_on
        rows.append(
            Row(
                pk=pk,
                kind=kind,
                values={
                    STAGE: frozenset({kind.name}),
                    PHASE: frozenset({phase}),
                    AREA: frozenset(areas.get(page, ())),
                    SUBJECT: frozenset(subjects.get(page, ())),
                },
                # What was decided last comes first, everything else by its next day.
                sorts_by=(place, -decided_at.timestamp() if decided_at else day.toordinal(), pk),
            )
        )
    return rows, {
        STAGE: {kind.name: kind.heading for kind in KINDS},
        SUBJECT: subject_names,
        AREA: area_names,
        PHASE: {phase.value: capfirst(str(phase.label)) for phase in Phase},
    }


def _labels(kind: type[Area | Subject]) -> tuple[dict[int, set[str]], dict[str, str]]:
    """{page: slugs} and {slug: name} of the labels that live pages have."""
    by_page: dict[int, set[str]] = {}
    names = {}
    rows = kind.objects.filter(pages__live=True).order_by("name")
    for page, slug, name in rows.values_list("pages", "slug", "name"):
        by_page.setdefault(page, set()).add(slug)
        names[slug] = name
    return by_page, names


def _options(
    rows: Collection[Row], names: Mapping[str, Mapping[str, Any]], chosen: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """{filter: (value, name with how many there are)}; a filter with one value says nothing."""
    options = {}
    for name in NAMES:
        present = {value for row in rows for value in row.values[name]}
        if len(present) < 2 and name not in chosen:
            continue
        options[name] = [
            (value, f"{label} ({_count(rows, chosen, name, value)})")
            for value, label in names[name].items()
            if value in present
        ]
    return options


def _count(rows: Collection[Row], chosen: Mapping[str, str], name: str, value: str) -> int:
    return sum(value in row.values[name] and row.fits(chosen, but=name) for row in rows)


def _tabs(rows: Collection[Row], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    others = {name: value for name, value in chosen.items() if name != STAGE}
    fitting = [row for row in rows if row.fits(others)]
    tabs: list[tuple[str, Any, int]] = [("", _("All"), len(fitting))]
    tabs += [(kind.name, kind.heading, sum(row.kind is kind for row in fitting)) for kind in KINDS]
    return [
        {
            "name": name,
            "url": address(({STAGE: value} if value else {}) | others),
            "count": count,
            "current": chosen.get(STAGE, "") == value,
        }
        for value, name, count in tabs
    ]


def address(chosen: Mapping[str, str]) -> str:
    """The list with these filters, to share."""
    query = QueryDict(mutable=True)
    query.update(dict(chosen))
    index = addresses.consultations()
    return f"{index}?{query.urlencode()}" if chosen else index
