"""Where bringing in a table begins, and the tables that were sent before."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.bulk import acts
from participatie.intake.bulk.archives import UnsafeArchive
from participatie.intake.bulk.forms import SendForm, undecided
from participatie.intake.bulk.models import Import, RowState, Stage
from participatie.intake.bulk.tables.opening import Kind
from participatie.intake.bulk.tables.rows import UnreadableTable
from participatie.intake.bulk.tasks import KEPT_FOR
from participatie.intake.crumbs import CRUMBS
from participatie.pipeline.statuses import Channel

PER_PAGE = 20
MOST_TEMPLATES = 10
TONES = {
    Stage.COLUMNS: "warning",
    Stage.CHECKING: "safe",
    Stage.CHECKED: "warning",
    Stage.ENTERING: "safe",
    Stage.DONE: "success",
    Stage.UNREADABLE: "danger",
}


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def home(request: HttpRequest) -> HttpResponse:
    """Send a table, or go on with one."""
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sent = acts.send(
                given["consultation"],
                actor=request.user,
                table=given["table"],
                archive=given["archive"],
                channel=Channel(given["channel"]) if given["channel"] else None,
                received_on=given["received_on"],
            )
        except UnreadableTable as error:
            form.add_error("table", str(error))
        except UnsafeArchive as error:
            form.add_error("archive", str(error))
        else:
            return redirect("imports:one", sent.pk)
    page = Paginator(_imports(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": CRUMBS,
        "form": form,
        "page": page,
        "imports": [_line(source) for source in page],
        "templates": _templates(),
        "days": KEPT_FOR.days,
    }
    return render(request, "imports/home.html", context)


def _imports() -> Any:
    return (
        Import.objects.select_related("consultation", "clerk")
        .annotate(
            at_hand=Count("rows"),
            entered=Count("rows", filter=Q(rows__state=RowState.ENTERED)),
        )
        # What still asks something of somebody comes first.
        .order_by(F("settled_at").desc(nulls_first=True), "-created_at")
    )


def _line(source: Any) -> dict[str, Any]:
    total = sum(source.counts.values()) if source.removed_at else source.at_hand
    entered = source.counts.get(RowState.ENTERED, 0) if source.removed_at else source.entered
    counted = _("%(entered)d of %(total)d rows brought in") % {"entered": entered, "total": total}
    sent = localtime(source.created_at)
    parts = [
        source.clerk.name,
        date_format(sent, "j F Y"),
        counted if total else "",
        _("the rest waits for you") if source.stage == Stage.DONE and not source.settled_at else "",
    ]
    return {
        "url": reverse("imports:one", args=[source.pk]),
        "reference": source.consultation.prefix,
        "title": source.name,
        "meta": ", ".join(filter(None, parts)),
        "tone": TONES[Stage(source.stage)],
        "label": source.get_stage_display(),
    }


def _templates() -> list[dict[str, Any]]:
    return [
        {
            "consultation": consultation,
            "explained": reverse("imports:explained", args=[consultation.slug]),
            "kinds": [
                {
                    "name": kind.name,
                    "url": reverse("imports:template", args=[consultation.slug, kind]),
                }
                for kind in Kind
            ],
        }
        for consultation in undecided()[:MOST_TEMPLATES]
    ]
