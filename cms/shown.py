"""What the page of a consultation shows beside the words of its editor."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import seam
from cms.procedure import ProcedurePage
from participatie.core import clock
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
    if consultation is None:
        return {"consultation": None}
    stage = consultation.stage
    in_force = page.consultation
    return {
        "consultation": consultation,
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
        "ways": ways(page),
        "steps": steps(consultation),
        "term_changes": consultations.term_changes(in_force) if in_force else [],
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


def steps(consultation: Consultation) -> list[dict[str, Any]]:
    """The way from announcement to decision, with where it is now."""
    at = {
        Stage.ANNOUNCED: 0,
        Stage.OPEN: 1,
        Stage.CLOSED: 2,
        Stage.ANSWERING: 2,
        Stage.DECIDED: 3,
    }[consultation.stage]
    rows: list[dict[str, Any]] = [
        {"title": _("Announced"), "date": consultation.put_in_force_at},
        {
            "title": _("You can respond"),
            "date": _("%(first)s to %(last)s")
            % {
                "first": date_format(consultation.opens_on, "j F Y"),
                "last": date_format(consultation.closes_on, "j F Y"),
            },
            "text": _("You get a number and a follow code. With the code you see how it goes."),
        },
        {
            "title": _("We answer"),
            "date": consultation.answers_published_at,
            "text": _(
                "Somebody reads your whole contribution and divides it into points. Every point "
                "gets an answer, which a second person checks."
            ),
        },
        {
            "title": _("The decision"),
            "date": consultation.decided_at or consultation.decision_expected_on,
            "text": _(
                "You hear what changes because of you, or why nothing does, in the way you chose."
            ),
        },
    ]
    for number, row in enumerate(rows):
        row["state"] = "checked" if number < at else "current" if number == at else "not-checked"
    return rows
