"""The points of a consultation by theme, and how far their answers are."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.answers import queries
from participatie.answers.forms import OverviewFilter
from participatie.pipeline import permissions
from participatie.pipeline.models import Consultation, Point
from participatie.pipeline.permissions import Act

PAGE = 100
TABS = (
    ("", _("All points")),
    ("unanswered", _("Without answer")),
    (queries.MINE, _("My drafts")),
    ("draft", _("All drafts")),
    ("submitted", _("Waiting for approval")),
    ("approved", _("Approved")),
)


@role_required(Role.HANDLER, Role.APPROVER)
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; ticked points go to `answers:write`."""
    consultation = get_object_or_404(Consultation, slug=slug)
    form = OverviewFilter(request.GET, consultation=consultation)
    theme = form.cleaned_data["theme"] if form.is_valid() else ""
    rows = queries.points(consultation).filter(_about(theme))
    counts = queries.counts(rows, request.user)
    state = request.GET.get("state", "")
    state = state if state in dict(TABS) else ""
    page = Paginator(rows.filter(queries.in_state(state, request.user)), PAGE).get_page(
        request.GET.get("page")
    )
    may_write = permissions.may(request.user, Act.ANSWER) and not consultation.answers_published_at
    context = {
        "consultation": consultation,
        "filter": form,
        "tabs": _tabs(request, state, counts),
        "page": page,
        "groups": _by_theme(page, queries.unanswered_by_theme(consultation)),
        "may_write": may_write,
        "is_narrowed": bool(theme or state),
    }
    return render(request, "answers/overview.html", context)


def _about(theme: str) -> Q:
    if theme == "none":
        return Q(theme=None)
    return Q(theme=theme) if theme else Q()


def _by_theme(points: Iterable[Point], unanswered: dict[int | None, int]) -> list[dict[str, Any]]:
    return [
        {"theme": theme, "points": list(group), "unanswered": unanswered.get(pk, 0)}
        for (pk, theme), group in groupby(points, key=lambda point: (point.theme_id, point.theme))
    ]


def _tabs(request: HttpRequest, current: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    tabs = []
    for value, name in TABS:
        query = request.GET.copy()
        query.pop("page", None)
        query["state"] = value
        tabs.append(
            {
                "name": name,
                "url": f"?{query.urlencode()}",
                "current": value == current,
                "count": counts[value or "everything"],
            }
        )
    return tabs
