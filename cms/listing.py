"""Which consultations are listed where. The number of queries does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import consultations
from participatie.pipeline.statuses import Stage

PER_PAGE = 12
FEW = 3
"""How many decided consultations stand on pages that show the other stages as well."""


@dataclass(frozen=True)
class Kind:
    """Stages that people see as one. `name` is part of an address."""

    name: str
    heading: str | Promise
    stages: frozenset[Stage]
    order: tuple[str, ...]


KINDS = (
    Kind("open", gettext_lazy("Open now"), frozenset({Stage.OPEN}), ("closes_on", "pk")),
    Kind(
        "aangekondigd",
        gettext_lazy("Announced"),
        frozenset({Stage.ANNOUNCED}),
        ("opens_on", "pk"),
    ),
    Kind(
        "in-behandeling",
        gettext_lazy("Being answered"),
        frozenset({Stage.CLOSED, Stage.ANSWERING}),
        ("-closes_on", "pk"),
    ),
    Kind("besloten", gettext_lazy("Decided"), frozenset({Stage.DECIDED}), ("-decided_at", "pk")),
)


@dataclass(frozen=True)
class Group:
    """Cards under one heading, and where the rest of them is."""

    kind: Kind
    cards: list[dict[str, Any]]
    total: int
    url: str


def for_home() -> list[Group]:
    """The groups that are not empty."""
    return [group for group in _groups() if group.cards]


def for_index(kind_name: str, page_number: str) -> dict[str, Any]:
    """`groups` when all are asked for, else `group` and `page`; always `tabs` and `total`.

    A kind that does not exist stands for all of them.
    """
    counts = _counts()
    chosen = next((kind for kind in KINDS if kind.name == kind_name), None)
    shown: dict[str, Any] = {"tabs": _tabs(counts, chosen), "total": sum(counts.values())}
    if chosen is None:
        return shown | {"groups": [group for group in _groups(counts) if group.cards]}
    rows = _published().filter(stage_now__in=chosen.stages).order_by(*chosen.order)
    paginator = Paginator(rows, PER_PAGE)
    # The tabs have counted already.
    paginator.count = counts[chosen.name]
    page: Page = paginator.get_page(page_number)
    group = Group(chosen, _cards(page.object_list), paginator.count, _url(chosen))
    return shown | {"group": group, "page_obj": page}


def _published() -> QuerySet[Consultation]:
    return consultations.with_stage().filter(page__live=True).annotate(lead=F("page__lead"))


def _counts() -> dict[str, int]:
    rows = _published().order_by().values("stage_now").annotate(number=Count("pk"))
    by_stage = {row["stage_now"]: row["number"] for row in rows}
    return {kind.name: sum(by_stage.get(stage.value, 0) for stage in kind.stages) for kind in KINDS}


def _groups(counts: dict[str, int] | None = None) -> list[Group]:
    decided = KINDS[-1]
    current = list(_published().exclude(stage_now=Stage.DECIDED))
    last = list(_published().filter(stage_now=Stage.DECIDED).order_by(*decided.order)[:FEW])
    groups = []
    for kind in KINDS:
        rows = last if kind is decided else [row for row in current if row.stage_now in kind.stages]
        if kind is not decided:
            rows.sort(key=lambda row, field=kind.order[0]: _sort_key(row, field))
        total = counts[kind.name] if counts else len(rows)
        groups.append(Group(kind, _cards(rows), total, _url(kind)))
    return groups


def _sort_key(row: Consultation, field: str) -> tuple[int, int]:
    day = getattr(row, field.removeprefix("-")).toordinal()
    return (-day if field.startswith("-") else day, row.pk)


def _url(kind: Kind | None) -> str:
    index = reverse("wagtail_serve", args=["inspraak/"])
    return f"{index}?fase={kind.name}" if kind else index


def _tabs(counts: dict[str, int], chosen: Kind | None) -> list[dict[str, Any]]:
    everything = {
        "name": _("All"),
        "url": _url(None),
        "count": sum(counts.values()),
        "current": chosen is None,
    }
    return [everything] + [
        {
            "name": kind.heading,
            "url": _url(kind),
            "count": counts[kind.name],
            "current": kind is chosen,
        }
        for kind in KINDS
    ]


def _cards(rows: Iterable[Consultation]) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("wagtail_serve", args=[f"inspraak/{row.slug}/"]),
            "title": row.title,
            "text": row.lead,  # type: ignore[attr-defined]
            "meta": _in_short(row),
            "status": row.stage_now,  # type: ignore[attr-defined]
            "status_label": capfirst(str(row.stage.label)),
        }
        for row in rows
    ]


def _in_short(row: Consultation) -> str:
    first, last = date_format(row.opens_on, "j F Y"), date_format(row.closes_on, "j F Y")
    came_in = ngettext("%(count)d contribution", "%(count)d contributions", row.last_number) % {
        "count": row.last_number
    }
    match row.stage:
        case Stage.ANNOUNCED:
            return _("You can respond from %(first)s to %(last)s.") % {"first": first, "last": last}
        case Stage.OPEN:
            return _("You can respond until and including %(last)s.") % {"last": last}
        case Stage.DECIDED if row.decided_at:
            return _("Decided on %(day)s, after %(contributions)s.") % {
                "day": date_format(row.decided_at, "j F Y"),
                "contributions": came_in,
            }
        case _:
            return _("%(contributions)s came in; we answer them.") % {"contributions": came_in}
