"""What is missing from a nota before it can be published, each with the way to mend it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from participatie.accountability.overview import points_of
from participatie.pipeline.models import Answer, Change, Consultation, Contribution, PublicText
from participatie.pipeline.statuses import (
    COUNTED,
    FIXED,
    LEADS_TO_CHANGE,
    ChangeOrigin,
    Status,
)

LISTED = 20


@dataclass(frozen=True)
class Lack:
    """One kind of thing that is missing: how many, and the first of them."""

    heading: str
    count: int
    links: list[tuple[str, str]]
    """(number, address where it is mended)."""
    must: bool = True
    """Whether the answers cannot be published, or the decision not be adopted, without it."""


def missing(consultation: Consultation) -> list[Lack]:
    """Everything that is missing; two queries for each kind at most."""
    answers = consultation.answers.filter(points__isnull=False).distinct()
    holding = {"changes__isnull": False, "changes__removed_at": None}
    changes = Change.objects.filter(decision__consultation=consultation, removed_at=None)
    readable = PublicText.objects.filter(is_current=True).values("contribution")
    counted = consultation.contributions.filter(status__in=COUNTED)
    points = points_of(consultation).select_related("contribution__consultation")
    write = reverse("answers:write", args=[consultation.slug])
    found = [
        _lack(
            _("Not judged yet"),
            consultation.contributions.filter(status=Status.RECEIVED),
            lambda it: reverse("triage:contribution", args=[it.reference]),
        ),
        _lack(
            _("Contributions without points"),
            counted.exclude(points__in=points),
            lambda it: reverse("triage:split", args=[it.reference]),
        ),
        _lack(
            _("Points without an answer"),
            points.filter(answer=None),
            lambda it: f"{write}?punt={it.pk}",
        ),
        _lack(_("Answers without a reason"), answers.filter(reason=""), _of_answer),
        _lack(_("Answers that are not approved"), answers.exclude(status__in=FIXED), _of_answer),
        _lack(
            _("Answers that say the text changes, without a change"),
            answers.filter(outcome__in=LEADS_TO_CHANGE).exclude(
                pk__in=Answer.objects.filter(**holding)
            ),
            _of_answer,
        ),
        _lack(
            _("Changes that name no answer, and are not of our own motion"),
            changes.filter(origin=ChangeOrigin.ANSWERS, answers=None),
            _of_change,
        ),
        _lack(
            _("Changes because of an answer that does not say so"),
            changes.filter(
                Q(answers__isnull=False) & ~Q(answers__outcome__in=LEADS_TO_CHANGE)
            ).distinct(),
            _of_change,
        ),
        _procedure(consultation),
        _participation(consultation),
        _lack(
            _("Texts that are not approved for the public"),
            counted.exclude(pk__in=readable),
            lambda it: reverse("triage:public_text", args=[it.reference]),
            must=False,
        ),
    ]
    return [lack for lack in found if lack is not None and lack.count]


def _lack(
    heading: str, rows: QuerySet[Any], address: Callable[[Any], str], *, must: bool = True
) -> Lack:
    related = {Contribution: "consultation", Answer: "consultation"}
    with_names = rows
    if rows.model in related:
        with_names = rows.select_related(related[rows.model])
    elif rows.model is Change:
        with_names = rows.select_related("decision__consultation")
    links = [(row.reference, address(row)) for row in with_names[:LISTED]]
    return Lack(heading, len(links) if len(links) < LISTED else rows.count(), links, must)


def _procedure(consultation: Consultation) -> Lack | None:
    account = getattr(consultation, "participation_account", None)
    if account is not None and account.procedure:
        return None
    address = reverse("nota:participation", args=[consultation.slug])
    heading = _("How the draft was announced and laid open")
    return Lack(heading, 1, [(_("Account of the participation"), address)])


def _participation(consultation: Consultation) -> Lack | None:
    account = getattr(consultation, "participation_account", None)
    address = reverse("nota:participation", args=[consultation.slug])
    if account is None:
        heading = _("Which instrument this is, and whether it needs an account of participation")
        return Lack(heading, 1, [(_("Account of the participation"), address)])
    if account.article and not all(account.texts):
        heading = _("The account of the participation that the Omgevingsbesluit asks for")
        count = sum(not text for text in account.texts)
        return Lack(heading, count, [(_("Account of the participation"), address)])
    return None


def _of_answer(answer: Answer) -> str:
    return reverse("answers:answer", args=[answer.pk])


def _of_change(change: Change) -> str:
    return reverse("decisions:change", args=[change.decision.consultation.slug, change.number])
