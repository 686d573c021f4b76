"""The lists of questions in the workspace: all of them, and those about one consultation."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.questions.models import Question
from participatie.accountability.staten.questions.reading import (
    OPEN,
    for_user,
    listed,
    nobodys,
    overdue,
)
from participatie.accountability.staten.questions.responsible import in_charge
from participatie.accounts.models import User
from participatie.accounts.roles import Role

ON_A_PAGE = 20


@require_safe
@entrance
def every(request: HttpRequest) -> HttpResponse:
    """The questions about all consultations; who must reply begins with those for them."""
    context: dict[str, Any] = {
        "title": _("Questions of the Provincial Council"),
        "crumbs": [{"name": _("Provincial Council"), "url": reverse("staten:home")}],
        "names_consultation": True,
    }
    return _list(request, Question.objects.all(), context)


@require_safe
@entrance
def of_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions about one consultation."""
    found = consultation_or_404(slug)
    context = frame(found, _("Questions")) | {"in_charge": in_charge(found)}
    return _list(request, Question.objects.filter(consultation=found), context)


def _list(
    request: HttpRequest, questions: QuerySet[Question], context: dict[str, Any]
) -> HttpResponse:
    filters = _filters(request.user)
    first = "voor-mij" if "voor-mij" in filters else "alle"
    chosen = request.GET.get("tonen", first)
    chosen = chosen if chosen in filters else first
    counts = questions.aggregate(
        **{name: Count("pk", filter=which) for name, (_label, which) in filters.items()}
    )
    page = Paginator(listed(questions.filter(filters[chosen][1])), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    tabs = [
        {
            "name": label,
            "url": f"{request.path}?tonen={name}",
            "current": name == chosen,
            "count": counts[name],
        }
        for name, (label, _which) in filters.items()
    ]
    context |= {
        "page": page,
        "tabs": tabs,
        "overdue": counts["te-laat"],
        "asks": request.user.has_role(Role.COUNCILLOR),
        "keeps_members": request.user.has_role(Role.REGISTRY),
    }
    return render(request, "staten/questions/list.html", context)


def _filters(user: User) -> dict[str, tuple[str, Q]]:
    """{name in the address: (label, which questions)} for this person."""
    filters: dict[str, tuple[str, Q]] = {}
    if user.has_role(Role.EXECUTIVE):
        filters["voor-mij"] = (_("For me"), for_user(user))
    filters["alle"] = (_("All"), Q())
    filters["open"] = (_("Open"), OPEN)
    filters["te-laat"] = (_("Overdue"), overdue())
    if user.has_role(Role.COUNCILLOR):
        filters["van-mij"] = (_("Mine"), Q(asked_by=user))
    if user.has_role(Role.REGISTRY):
        filters["niemand"] = (_("Nobody responsible"), nobodys())
    return filters
