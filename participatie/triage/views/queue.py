"""The queue: what waits, whose it is, and giving it to somebody."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participatie.accounts.access import role_required
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline import permissions
from participatie.pipeline.acts.contributions import assign
from participatie.pipeline.models import Contribution
from participatie.pipeline.permissions import Act
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Status
from participatie.triage import queries
from participatie.triage.filters import QueueFilter

PAGE = 50
TO_DO = "to-do"
ALL = "all"
TABS: tuple[tuple[str, str | Promise], ...] = (
    (TO_DO, gettext_lazy("Unfinished")),
    *((status.value, status.label) for status in Status),
    (ALL, gettext_lazy("All")),
)


@role_required(Role.HANDLER, Role.APPROVER, Role.PRIVACY_OFFICER)
def queue(request: HttpRequest) -> HttpResponse:
    """The list with its filters; POST gives the ticked contributions to somebody."""
    if request.method == "POST":
        _assign_ticked(request)
        return redirect(request.get_full_path())
    form = QueueFilter(request.GET, user=request.user)
    rows = form.narrow(queries.queue())
    by_number = bool(form.wanted.get("number"))
    tab = request.GET.get("status", TO_DO)
    tab = ALL if by_number or tab not in dict(TABS) else tab
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    page = Paginator(_in_tab(rows, tab), PAGE).get_page(request.GET.get("page"))
    if by_number and page.paginator.count == 1:
        return redirect("triage:contribution", page[0].reference)
    for row in page:
        row.excerpt = row.from_own_words(row.opening)
    may_assign = permissions.may(request.user, Act.ASSIGN)
    context = {
        "form": form,
        "tabs": _tabs(request, tab, counts),
        "tab": tab,
        "page": page,
        "may_assign": may_assign,
        "today": clock.today(),
        "handlers": queries.handlers() if may_assign else [],
        "work": queries.work() if may_answer(request.user) else [],
        "waiting": _approvals(request.user),
        "is_narrowed": any(form.wanted.values()),
    }
    return render(request, "triage/queue.html", context)


@role_required(Role.HANDLER, Role.APPROVER)
def counters(request: HttpRequest) -> HttpResponse:
    """The work overview by itself, for the live update."""
    return render(request, "triage/work.html", {"work": queries.work()})


def may_answer(user: User) -> bool:
    """Whether the pages about answers are open to this person."""
    return user.has_role(Role.HANDLER, Role.APPROVER)


def _approvals(user: User) -> list:
    if not permissions.may(user, Act.APPROVE_ANSWER):
        return []
    return list(queries.waiting_for_approval())


def _in_tab(rows: Iterable[Contribution], tab: str):
    if tab == TO_DO:
        return rows.filter(status__in=queries.TO_DO)
    return rows if tab == ALL else rows.filter(status=tab)


def _tabs(request: HttpRequest, current: str, counts: dict[str, int]) -> list[dict]:
    numbers = counts | {
        TO_DO: sum(counts.get(status, 0) for status in queries.TO_DO),
        ALL: sum(counts.values()),
    }
    tabs = []
    for value, name in TABS:
        query = request.GET.copy()
        query.pop("page", None)
        query["status"] = value
        tabs.append(
            {
                "name": name,
                "url": f"?{query.urlencode()}",
                "current": value == current,
                "count": numbers.get(value, 0),
            }
        )
    return tabs


def _assign_ticked(request: HttpRequest) -> None:
    """Give what was ticked to whom was chosen.

    A tick holds the number of the contribution and of the handler that the screen showed: what a
    colleague took in the meantime is left to that colleague, and said.
    """
    seen = dict(_ticks(request.POST.getlist("contribution")))
    to = _receiver(request)
    if not seen:
        messages.error(request, _("Tick one or more contributions first."))
        return
    if to is None and request.POST.get("to") != "nobody":
        messages.error(request, _("Choose the colleague who gets these contributions."))
        return
    given = 0
    rows = Contribution.objects.filter(pk__in=seen).select_related("consultation", "assigned_to")
    for contribution in rows.order_by("pk"):
        holder = contribution.assigned_to
        if contribution.assigned_to_id != seen[contribution.pk] and holder != to:
            messages.warning(request, _taken(contribution))
            continue
        try:
            assign(contribution, actor=request.user, to=to)
        except Refused as refused:
            messages.error(request, str(refused))
            return
        given += 1
    if given:
        told = ngettext(
            "%(count)d contribution was given to %(name)s.",
            "%(count)d contributions were given to %(name)s.",
            given,
        )
        name = to.name if to else _("nobody")
        messages.success(request, told % {"count": given, "name": name})


def _ticks(values: list[str]) -> Iterable[tuple[int, int | None]]:
    for value in values:
        number, _dash, holder = value.partition("-")
        if number.isdecimal() and holder.isdecimal():
            yield int(number), int(holder) or None


def _receiver(request: HttpRequest) -> User | None:
    if request.POST.get("to") == "me":
        return request.user
    chosen = request.POST.get("colleague", "")
    return queries.handlers().filter(pk=chosen).first() if chosen.isdecimal() else None


def _taken(contribution: Contribution) -> str:
    if contribution.assigned_to is None:
        return _("%(reference)s was set free by a colleague in the meantime.") % {
            "reference": contribution.reference
        }
    return _("%(reference)s was given to %(name)s in the meantime, and stays there.") % {
        "reference": contribution.reference,
        "name": contribution.assigned_to.name,
    }
