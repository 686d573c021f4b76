"""Questions of the council on the pages of what they are about."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context

from participatie.accountability.staten.questions.models import About, Question
from participatie.accountability.staten.questions.reading import listed, on_page, tally
from participatie.accounts.roles import Role
from participatie.pipeline.models import Consultation

register = template.Library()

NAMED: dict[str, Callable[..., str]] = {
    "punt": lambda prefix, contribution, point: f"{prefix}-{contribution:04d}.{point}",
    "antwoord": lambda prefix, number: f"{prefix}-A{number}",
    "wijziging": lambda prefix, number: f"{prefix}-W{number}",
}
"""How what a question is about is called on its page."""


@register.inclusion_tag("staten/questions/ask_link.html", takes_context=True)
def ask_about(
    context: Context, consultation: Consultation, kind: str = "", *numbers: int
) -> dict[str, Any]:
    """A link to ask a question about this, for members of the council; nothing for others.

    `kind` is `punt` (with the numbers of contribution and point), `antwoord` or `wijziging`; none:
    the consultation as a whole.
    """
    number = ".".join(map(str, numbers))
    return {
        "asks": context["request"].user.has_role(Role.COUNCILLOR),
        "slug": consultation.slug,
        "key": f"{kind}-{number}" if kind else "",
        "named": NAMED[kind](consultation.prefix, *numbers) if kind else "",
    }


@register.inclusion_tag("staten/questions/on_this.html")
def questions_on(
    consultation: Consultation,
    *,
    contribution: int | None = None,
    answer: int | None = None,
    change: int | None = None,
) -> dict[str, Any]:
    """The questions about a contribution, an answer or a change, by its number; 1 query.

    Without a number: those about the consultation as a whole.
    """
    questions = Question.objects.filter(consultation=consultation)
    if contribution is not None:
        questions = questions.filter(point__contribution__number=contribution)
    elif answer is not None:
        questions = questions.filter(answer__number=answer)
    elif change is not None:
        questions = questions.filter(change__number=change)
    else:
        questions = questions.filter(about=About.CONSULTATION)
    return {"questions": listed(questions), "slug": consultation.slug}


@register.inclusion_tag("accountability/questions_on_page.html")
def public_questions(consultation: Consultation | None) -> dict[str, Any]:
    """For everyone, how many questions there are and which wait; nothing while nobody asked."""
    is_there = isinstance(consultation, Consultation) and consultation.pk is not None
    return {"on_page": on_page(consultation) if is_there else None, "consultation": consultation}


@register.inclusion_tag("staten/questions/overdue.html", takes_context=True)
def overdue_questions(context: Context) -> dict[str, Any]:
    """That replies are overdue, or that questions lie with nobody; 1 query."""
    is_registry = context["request"].user.has_role(Role.REGISTRY)
    return {"tally": tally(), "is_registry": is_registry}
