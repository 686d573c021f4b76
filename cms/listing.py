"""Which consultations are listed where. The number of queries does not grow with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.template.defaultfilters import truncatewords
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.core import clock
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import consultations
from participatie.pipeline.statuses import Stage

PER_PAGE = 12
FEW = 3
"""How many decided consultations stand on pages that show the other stages as well."""
LEAD_WORDS = 32


@dataclass(frozen=True)
class Kind:
    """Stages that people see as one. `name` is part of an address."""

    name: str
    heading: str | Promise
    stages: frozenset[Stage]
    order: str


KINDS = (
    Kind("open", gettext_lazy("Open now"), frozenset({Stage.OPEN}), "closes_on"),
    Kind("aangekondigd", gettext_lazy("Announced"), frozenset({Stage.ANNOUNCED}), "opens_on"),
    Kind(
        "in-behandeling",
        gettext_lazy("Being answered"),
        frozenset({Stage.CLOSED, Stage.ANSWERING}),
        "closes_on",
    ),
    Kind("besloten", gettext_lazy("Decided"), frozenset({Stage.DECIDED}), "-decided_at"),
)
*UNDECIDED, DECIDED = KINDS


@dataclass(frozen=True)
class Group:
    """Cards under one heading, and where the rest of them is."""

    name: str
    heading: str
    cards: list[dict[str, Any]]
    url: str = ""
    more: bool = False


def groups() -> list[Group]:
    """What goes on now, and what was decided last; a group without cards is left out."""
    undecided = list(_published().exclude(stage_now=Stage.DECIDED))
    current = [
        row
        for kind in UNDECIDED
        for row in sorted(undecided, key=lambda row, field=kind.order: getattr(row, field))
        if row.stage_now in kind.stages
    ]
    decided = list(_rows(DECIDED)[: FEW + 1])
    found = [
        Group("nu", _("What goes on now"), _cards(current)),
        Group(
            DECIDED.name,
            str(DECIDED.heading),
            _cards(decided[:FEW]),
            url=_url(DECIDED),
            more=len(decided) > FEW,
        ),
    ]
    return [group for group in found if group.cards]


def for_index(kind_name: str, page_number: str) -> dict[str, Any]:
    """`groups` when all are asked for, else `group` and `page_obj`; always `tabs`.

    A kind that does not exist stands for all of them.
    """
    counts = _counts()
    chosen = next((kind for kind in KINDS if kind.name == kind_name), None)
    shown: dict[str, Any] = {"tabs": _tabs(counts, chosen)}
    if chosen is None:
        return shown | {"groups": groups()}
    paginator = Paginator(_rows(chosen), PER_PAGE)
    # The tabs have counted already.
    paginator.count = counts[chosen.name]
    page = paginator.get_page(page_number)
    group = Group(chosen.name, str(chosen.heading), _cards(page.object_list))
    return shown | {"group": group, "page_obj": page}


def _published() -> QuerySet[Consultation]:
    return consultations.with_stage().filter(page__live=True).annotate(lead=F("page__lead"))


def _rows(kind: Kind) -> QuerySet[Consultation]:
    return _published().filter(stage_now__in=kind.stages).order_by(kind.order, "pk")


def _counts() -> dict[str, int]:
    rows = _published().order_by().values("stage_now").annotate(number=Count("pk"))
    by_stage = {row["stage_now"]: row["number"] for row in rows}
    return {kind.name: sum(by_stage.get(stage.value, 0) for stage in kind.stages) for kind in KINDS}


def _url(kind: Kind | None) -> str:
    index = reverse("wagtail_serve", args=["inspraak/"])
    return f"{index}?fase={kind.name}" if kind else index


def _tabs(counts: dict[str, int], chosen: Kind | None) -> list[dict[str, Any]]:
    tabs: list[tuple[Kind | None, Any, int]] = [(None, _("All"), sum(counts.values()))]
    tabs += [(kind, kind.heading, counts[kind.name]) for kind in KINDS]
    return [
        {"name": name, "url": _url(kind), "count": count, "current": kind is chosen}
        for kind, name, count in tabs
    ]


def _cards(rows: Iterable[Consultation]) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("wagtail_serve", args=[f"inspraak/{row.slug}/"]),
            "title": row.title,
            "text": truncatewords(row.lead, LEAD_WORDS),
            "meta": _in_short(row),
            "status": row.stage.value,
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
                "day": date_format(clock.day_of(row.decided_at), "j F Y"),
                "contributions": came_in,
            }
        case _ if row.last_number:
            return _("%(contributions)s came in; we answer them.") % {"contributions": came_in}
        case _:
            return _("No contributions came in.")
