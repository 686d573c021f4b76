"""One table: say what is in it, read what is wrong, bring it in, fetch the rest."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.bulk import acts
from participatie.intake.bulk.forms import ColumnsForm, LookForm, sheets_of
from participatie.intake.bulk.models import Import, ImportRow, RowState, Stage
from participatie.intake.bulk.returning import name_of
from participatie.intake.bulk.returning import rest as rest_of
from participatie.intake.bulk.tables.opening import recognise
from participatie.intake.bulk.tables.rows import UnreadableTable
from participatie.intake.bulk.tasks import KEPT_FOR
from participatie.intake.bulk.views.home import TONES
from participatie.intake.bulk.views.template import as_download
from participatie.intake.crumbs import CRUMBS
from participatie.pipeline.refusals import Refused

PER_PAGE = 25
MOST_KINDS = 12
"""Kinds of problems in the summary, the most frequent ones."""


@require_safe
@role_required(Role.CLERK)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The table as far as it is."""
    source = _found(pk)
    if source.stage == Stage.COLUMNS:
        return _columns_page(request, source, ColumnsForm(source))
    return _page(request, source)


@require_safe
@role_required(Role.CLERK)
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, by itself, for the page that updates."""
    source = _found(pk)
    return render(request, "imports/progress.html", _progress(source))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm what is in the columns; or look at another sheet."""
    source = _found(pk)
    if request.method != "POST":
        return redirect("imports:one", pk)
    try:
        if "look" in request.POST:
            return _look_again(request, source)
        form = ColumnsForm(source, request.POST)
        if not form.is_valid():
            return _columns_page(request, source, form)
        acts.confirm(source, columns=form.columns, defaults=form.kept_defaults)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("imports:one", pk)


def _look_again(request: HttpRequest, source: Import) -> HttpResponse:
    look = LookForm(source, request.POST)
    if look.is_valid():
        given = look.cleaned_data
        try:
            acts.look_again(
                source, sheet=given.get("sheet", source.sheet), header_row=given["header_row"]
            )
            return redirect("imports:one", source.pk)
        except UnreadableTable as error:
            look.add_error("header_row", str(error))
    return _columns_page(request, source, ColumnsForm(source), look)


@require_POST
@role_required(Role.CLERK)
def change_columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back to the columns."""
    return _act(request, pk, acts.change_columns)


@require_POST
@role_required(Role.CLERK)
def bring_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring in the rows that are right."""
    return _act(request, pk, lambda source: acts.bring_in(source, actor=request.user))


@require_POST
@role_required(Role.CLERK)
def rest(request: HttpRequest, pk: UUID) -> HttpResponse | FileResponse:
    """The rows that are not in, as a table of the kind that was sent. By POST: it is on record
    that the clerk has them.
    """
    source = _found(pk)
    if source.removed_at or source.is_at_work:
        return redirect("imports:one", pk)
    with source.table.open("rb") as file:
        kind = recognise(file.file)
    stem = source.name.rpartition(".")[0] or source.name
    response = as_download(kind, [rest_of(source)], f"{stem}-rest.{kind.value}")
    acts.settle(source)
    return response


@require_POST
@role_required(Role.CLERK)
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the table away, with what was not brought in."""
    source = _found(pk)
    try:
        acts.throw_away(source)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("imports:one", pk)
    messages.success(request, _("The table was thrown away."))
    return redirect("imports:home")


def _act(request: HttpRequest, pk: UUID, act: Any) -> HttpResponse:
    try:
        act(_found(pk))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("imports:one", pk)


def _found(pk: UUID) -> Import:
    return get_object_or_404(
        Import.objects.select_related("consultation", "form", "clerk", "entered_by"), pk=pk
    )


def _base(source: Import) -> dict[str, Any]:
    home = {"name": _("Bring in a table"), "url": reverse("imports:home")}
    return {
        "crumbs": [*CRUMBS, home],
        "source": source,
        "tone": TONES[Stage(source.stage)],
        "days": KEPT_FOR.days,
    }


def _columns_page(
    request: HttpRequest, source: Import, form: ColumnsForm, look: LookForm | None = None
) -> HttpResponse:
    context = _base(source) | {
        "form": form,
        "look": look or LookForm(source),
        "hidden": [name for name, hidden in sheets_of(source) if hidden],
    }
    return render(request, "imports/columns.html", context)


def _page(request: HttpRequest, source: Import) -> HttpResponse:
    tally = source.tally()
    back = source.rows.filter(state__in=acts.BACK).order_by("number")
    page = Paginator(back, PER_PAGE).get_page(request.GET.get("page"))
    context = (
        _base(source)
        | _progress(source, tally)
        | {
            "figures": _figures(source, tally),
            "valid": tally[RowState.VALID],
            "back": sum(tally[state] for state in acts.BACK),
            "page": page,
            "problem_columns": [
                {"label": _("Row")},
                {"label": _("Column")},
                {"label": _("What is wrong")},
                {"label": _("Stands there")},
            ],
            "problems": [line for row in page for line in _lines(source, row)],
            "summary_columns": [
                {"label": _("What is wrong")},
                {"label": _("Column")},
                {"label": _("How often"), "numeric": True},
            ],
            "summary": _summary(source),
        }
    )
    return render(request, "imports/one.html", context)


def _progress(source: Import, tally: dict[str, int] | None = None) -> dict[str, Any]:
    tally = tally or source.tally()
    done = tally[RowState.ENTERED]
    return {
        "source": source,
        "looked_at": sum(tally.values()),
        "rows": done + tally[RowState.VALID],
        "done": done,
        "is_checking": source.stage == Stage.CHECKING,
        "is_entering": source.stage == Stage.ENTERING,
        "is_checked": source.stage == Stage.CHECKED,
        "is_done": source.stage == Stage.DONE,
    }


def _figures(source: Import, tally: dict[str, int]) -> list[dict[str, Any]]:
    right = RowState.VALID if source.stage == Stage.CHECKED else RowState.ENTERED
    return [
        {"number": tally[state], "label": state.label}
        for state in (right, RowState.WRONG, RowState.DOUBLE)
    ]


def _lines(source: Import, row: ImportRow) -> list[list[str]]:
    header = source.header
    return [
        [
            _("Row %(row)d") % {"row": row.number},
            "–" if column is None else name_of(header, column),
            message,
            quote or "–",
        ]
        for column, message, quote in row.problems or []
    ]


def _summary(source: Import) -> list[list[str]]:
    header = source.header
    counted = [
        (times, message, name_of(header, int(column)) if column else "–")
        for message, columns in source.found.items()
        for column, times in columns.items()
    ]
    counted.sort(key=lambda line: (-line[0], line[1], line[2]))
    return [[message, column, str(times)] for times, message, column in counted[:MOST_KINDS]]
