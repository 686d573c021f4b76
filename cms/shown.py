"""What the page of a consultation shows beside the words of its editor, and in which order."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms import language, moments, seam, timeline
from cms.procedure import ProcedurePage
from participatie.accountability import readable
from participatie.accountability.staten.questions.reading import on_page
from participatie.core import clock
from participatie.intake.meeting import reports
from participatie.pipeline.acts.public_texts import HIDDEN
from participatie.pipeline.models import Consultation
from participatie.pipeline.queries import consultations
from participatie.pipeline.statuses import Channel, Regime, Stage

WAYS: dict[Channel, str | Promise] = {
    Channel.WEB: gettext_lazy("With the form on this website"),
    Channel.LETTER: gettext_lazy("By letter"),
    Channel.PHONE: gettext_lazy("By telephone"),
    Channel.DESK: gettext_lazy("At the desk"),
    Channel.EMAIL: gettext_lazy("By e-mail"),
    Channel.MEETING: gettext_lazy("At a meeting"),
}
FEW = 3
"""How many contributions of others stand on the page."""
WITH_A_PLACE = frozenset({"documents", "questions", "timeline"})
"""Blocks that have a section of their own, wherever the editor put them."""

RULES: dict[Regime, str | Promise] = {
    Regime.AWB34: gettext_lazy(
        "This consultation follows the uniform public preparation procedure (section 3.4 of the "
        "Algemene wet bestuursrecht). Your contribution is called a “zienswijze”. Whoever does "
        "not submit one, can sometimes not go to court later."
    ),
    Regime.ORDINANCE: gettext_lazy("This consultation follows our own participation ordinance."),
    Regime.INFORMAL: gettext_lazy(
        "No law prescribes this consultation. We ask for your opinion because it helps us."
    ),
}


def context(page: ProcedurePage) -> dict[str, Any]:
    """Everything for the template. A draft shows what it would put in force."""
    consultation = described(page)
    shown = _words(page) | {"consultation": consultation}
    if consultation is not None:
        shown |= _procedure(page, consultation, shown["moments"])
    return shown | {"contents": contents(shown)}


def _words(page: Any) -> dict[str, Any]:
    """What the editor wrote, each kind of block at its place."""
    blocks: dict[str, list[Any]] = {name: [] for name in ("rest", *WITH_A_PLACE)}
    for block in page.body:
        blocks[block.block_type if block.block_type in WITH_A_PLACE else "rest"].append(block)
    return {
        "page": page,
        "about": blocks["rest"],
        "documents": [block.value for block in blocks["documents"]],
        "questions": [block.value for block in blocks["questions"]],
        "moments": moments.of(page.body),
    }


def _procedure(
    page: ProcedurePage, consultation: Consultation, days: list[moments.Moment]
) -> dict[str, Any]:
    stage = consultation.stage
    in_force = page.consultation
    return {
        "in_force": in_force,
        "today": clock.today(),
        "laid_open_on": _laid_open_on(consultation),
        "stage": stage,
        "stage_label": capfirst(str(stage.label)),
        "is_open": stage is Stage.OPEN,
        "is_announced": stage is Stage.ANNOUNCED,
        "is_over": stage not in {Stage.ANNOUNCED, Stage.OPEN},
        "is_decided": stage is Stage.DECIDED,
        "rule": RULES[Regime(consultation.regime)],
        "length": length(consultation),
        "is_by_law": consultation.regime == Regime.AWB34,
        "ways": ways(page),
        "meetings": [day for day in days if day.can_respond and not day.is_over],
        "steps": timeline.steps(consultation, days, language.language_of(page)),
        "term_changes": consultations.term_changes(in_force) if in_force else [],
        "said": said(in_force) if in_force and stage is not Stage.ANNOUNCED else None,
        "reports": reports.public(in_force) if in_force else [],
        "council": on_page(in_force) if in_force else None,
    }


def contents(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections that this page has, in their order, for the links above them."""
    known = shown["consultation"] is not None
    over = known and shown["is_over"]
    page = shown["page"]
    can_change = bool(page.can_change)
    sections = (
        ("can-change", _("What could change") if over else _("What can still change"), can_change),
        ("respond", _("How you can respond"), known and not over),
        ("about", _("About the plan"), bool(shown["about"])),
        ("documents", _("Documents laid open"), bool(shown["documents"])),
        ("planning", _("Planning"), known),
        ("answers", _("Questions and answers"), bool(shown["questions"])),
        ("decides", _("Who decides"), bool(page.decided_by or page.responsible)),
        (
            "what-happens",
            _("What happened with the contributions")
            if known and shown["is_decided"]
            else _("What happens with your contribution"),
            known,
        ),
        ("said", _("What others said"), bool(shown.get("said"))),
        ("reports", _("Reports of meetings"), bool(shown.get("reports"))),
        (
            "council-questions",
            _("Questions of the Provincial Council"),
            bool(shown.get("council")),
        ),
        ("news", _("News"), bool(shown.get("in_force"))),
    )
    return [{"name": name, "url": f"#{key}"} for key, name, is_there in sections if is_there]


def length(consultation: Consultation) -> str:
    """How long the term is, in whole weeks where it is: “6 weeks”."""
    days = (consultation.closes_on - consultation.opens_on).days
    # Six weeks from a Monday end on a Monday, or on the working day after it.
    if 0 <= days % 7 <= 1 and days >= 14:
        return ngettext("%(count)d week", "%(count)d weeks", days // 7) % {"count": days // 7}
    return ngettext("%(count)d day", "%(count)d days", days + 1) % {"count": days + 1}


def said(consultation: Consultation) -> dict[str, Any]:
    """How much came in, how much of it can be read, and what was published last."""
    texts = readable.texts(consultation)
    latest = list(texts.order_by("-approved_at", "-pk")[:FEW]) if consultation.last_number else []
    for text in latest:
        text.contribution.consultation = consultation
        # The blocks would be read out one by one.
        text.excerpt = text.contribution.from_own_words(text.opening).replace(HIDDEN, "[…]")
    return {
        "received": consultation.last_number,
        "readable": texts.count() if latest else 0,
        "latest": latest,
    }


def described(page: ProcedurePage) -> Consultation | None:
    """The consultation that the fields of this page describe; None while it has no term.

    For the live page that is what is in force. A draft or preview has the acts done so far, with
    its own words and days; it is never saved.
    """
    if page.opens_on is None or page.closes_on is None:
        return None
    known = page.consultation
    consultation = Consultation() if known is None else _copy(known)
    for name in ("title", "slug", "prefix", "regime", "phase", "audience", "responsible"):
        setattr(consultation, name, getattr(page, name))
    for name in ("opens_on", "closes_on", "decision_expected_on", "contact"):
        setattr(consultation, name, getattr(page, name))
    consultation.doors = seam.addresses(page.doors)
    return consultation


def _laid_open_on(consultation: Consultation) -> date:
    """The day from which a document counts as added later."""
    announced_at = consultation.put_in_force_at
    if announced_at is None:
        return consultation.opens_on
    return max(consultation.opens_on, clock.day_of(announced_at))


def _copy(known: Consultation) -> Consultation:
    values = {field.attname: getattr(known, field.attname) for field in known._meta.fields}
    return Consultation(**values)


def ways(page: ProcedurePage) -> list[dict[str, Any]]:
    """The open doors in the fixed order, each with what the editor wrote."""
    given = {door.block_type: door.value for door in page.doors}
    return [
        {
            "channel": channel.value,
            "heading": WAYS[channel],
            "address": given[channel].get("address", ""),
            "note": given[channel]["note"],
        }
        for channel in Channel
        if channel in given
    ]
