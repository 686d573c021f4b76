"""Which consultations are listed where. The number of queries does not grow with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.template.defaultfilters import truncatewords
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from participatie.core import clock
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import consultations
from participatie.pipeline.statuses import Stage

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
    undecided = list(published().exclude(stage_now=Stage.DECIDED))
    current = [
        row
        for kind in UNDECIDED
        for row in sorted(undecided, key=lambda row, field=kind.order: getattr(row, field))
        if row.stage_now in kind.stages
    ]
    decided = list(
        published().filter(stage_now=Stage.DECIDED).order_by(DECIDED.order, "pk")[: FEW + 1]
    )
    found = [
        Group("nu", _("What goes on now"), _cards(current)),
        Group(
            DECIDED.name,
            str(DECIDED.heading),
            _cards(decided[:FEW]),
            url=f"{addresses.consultations()}?fase={DECIDED.name}",
            more=len(decided) > FEW,
        ),
    ]
    return [group for group in found if group.cards]


def cards_of(keys: Sequence[int]) -> list[dict[str, Any]]:
    """Cards of these consultations, in this order."""
    rows = {row.pk: row for row in published().filter(pk__in=keys)}
    return _cards(rows[key] for key in keys if key in rows)


def published() -> QuerySet[Consultation]:
    """Consultations with a page that is online, with `stage_now` and the `lead` of the page.

    Each once: the pages in other languages belong to the same one.
    """
    return (
        consultations.with_stage()
        .filter(page__live=True)
        .annotate(lead=F("page__lead"), translation_key=F("page__translation_key"))
    )


def _cards(rows: Iterable[Consultation]) -> list[dict[str, Any]]:
    rows = list(rows)
    translated = _translations(row.translation_key for row in rows)
    return [_card(row, translated.get(row.translation_key)) for row in rows]


def _translations(keys: Iterable[Any]) -> dict[Any, tuple[str, str]]:
    """{translation key: title and lead of a live page in the language of now}; one query.

    None in the language of the originals, without a query.
    """
    language = get_language()
    if language == settings.LANGUAGE_CODE:
        return {}
    pages = Page.objects.live().filter(
        locale__language_code=language,
        translation_key__in=list(keys),
        consultationpage__lead__gt="",
    )
    words = pages.values_list("translation_key", "title", "consultationpage__lead")
    return {key: (title, lead) for key, title, lead in words}


def _card(row: Consultation, translated: tuple[str, str] | None) -> dict[str, Any]:
    """A card, in the words of a page in the language of now where there is one."""
    title, lead = translated or (row.title, row.lead)
    return {
        "url": addresses.consultation(row.slug),
        "title": title,
        "text": truncatewords(lead, LEAD_WORDS),
        "written_in": get_language() if translated else settings.LANGUAGE_CODE,
        "meta": in_short(row),
        "status": row.stage.value,
        "status_label": capfirst(str(row.stage.label)),
    }


def in_short(row: Consultation) -> str:
    """What matters of a consultation now, in one sentence."""
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
