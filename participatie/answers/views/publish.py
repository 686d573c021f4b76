"""Publishing all answers of a consultation, and what must be done before."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import permissions
from participatie.pipeline.acts.answers import publish_answers
from participatie.pipeline.models import Answer, Consultation, Contribution, Point
from participatie.pipeline.permissions import Act
from participatie.pipeline.queries import gates
from participatie.pipeline.refusals import Problem, Refused
from participatie.pipeline.statuses import COUNTED, Status

LISTED = 24
"""How many things of one kind are listed; the number of all is said."""

GROUPS: dict[str, str | Promise] = {
    "judge": gettext_lazy("Contributions that have not been judged"),
    "split": gettext_lazy("Contributions without points"),
    "answer": gettext_lazy("Points without answer"),
    "approve": gettext_lazy("Answers that have not been approved"),
    "change": gettext_lazy("Answers that name no change"),
}


@role_required(Role.HANDLER, Role.APPROVER)
def publish(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The list of what stands in the way; the button when nothing does."""
    consultation = get_object_or_404(Consultation, slug=slug)
    refusal: list[str] = []
    if request.method == "POST":
        try:
            publish_answers(consultation, actor=request.user)
        except Refused as refused:
            refusal = [str(refused), *map(str, refused.problems[:LISTED])]
        else:
            messages.success(request, _("The answers were published. The senders are told."))
            return redirect("answers:publish", slug)
    is_published = consultation.answers_published_at is not None
    problems = [] if is_published else gates.before_publishing_answers(consultation)
    groups = _grouped(problems, consultation)
    context = {
        "consultation": consultation,
        "figures": _figures(consultation),
        "groups": groups,
        "to_do": sum(group["count"] for group in groups),
        "is_published": is_published,
        "term_runs": clock.now() < consultation.closes_at,
        "may_publish": permissions.may(request.user, Act.PUBLISH_ANSWERS),
        "refusal": refusal,
    }
    return render(request, "answers/publish.html", context, status=422 if refusal else 200)


def _figures(consultation: Consultation) -> list[dict[str, Any]]:
    answered = consultation.contributions.filter(status__in=COUNTED)
    counted = Point.objects.filter(
        contribution__consultation=consultation,
        contribution__status__in=COUNTED,
        removed_at=None,
    ).count()
    answers = consultation.answers.count()
    return [
        {"number": answered.count(), "label": _("contributions")},
        {"number": counted, "label": _("points")},
        {"number": answers, "label": _("answers")},
    ]


def _grouped(problems: Iterable[Problem], consultation: Consultation) -> list[dict[str, Any]]:
    # Several points may wait for the same answer: it is one thing to do.
    found: dict[str, dict[tuple[str, str], None]] = {name: {} for name in GROUPS}
    for problem in sorted(problems, key=_number):
        group, name, url = _about(problem.about, consultation)
        found[group][name, url] = None
    lists = _lists(consultation)
    return [
        {
            "heading": GROUPS[name],
            "count": len(links),
            "links": list(links)[:LISTED],
            "url": lists[name],
        }
        for name, links in found.items()
        if links
    ]


def _number(problem: Problem) -> int:
    """Answers in the order of their numbers, not of the points that wait for them."""
    about: Any = problem.about
    return about.answer.number if isinstance(about, Point) and about.answer else 0


def _about(about: Any, consultation: Consultation) -> tuple[str, str, str]:
    """Which group a problem belongs to, its number, and the address where it is solved."""
    match about:
        case Contribution(status=Status.RECEIVED):
            return "judge", about.reference, reverse("triage:contribution", args=[about.reference])
        case Contribution():
            return "split", about.reference, reverse("triage:split", args=[about.reference])
        case Point(answer=None):
            write = reverse("answers:write", args=[consultation.slug])
            return "answer", about.reference, f"{write}?punt={about.pk}"
        case Point():
            address = reverse("answers:answer", args=[about.answer_id])
            return "approve", about.answer.reference, address
        case Answer():
            address = reverse("decisions:decision", args=[consultation.slug])
            return "change", about.reference, address
    raise TypeError(f"no page is known to solve a problem with {about!r}")


def _lists(consultation: Consultation) -> dict[str, str]:
    """Where all of one kind are listed."""
    queue = f"{reverse('triage:queue')}?consultation={consultation.slug}"
    overview = reverse("answers:overview", args=[consultation.slug])
    return {
        "judge": f"{queue}&status=received",
        "split": f"{queue}&status=admitted&missing=points",
        "answer": f"{overview}?state=unanswered",
        "approve": overview,
        "change": reverse("decisions:decision", args=[consultation.slug]),
    }
