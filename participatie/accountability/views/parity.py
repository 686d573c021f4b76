"""The doors beside each other, for who coordinates the work and who sees to it."""

import csv
import io
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from participatie.accountability import lagging, parity
from participatie.accountability.algorithms import LAGGING_DOORS
from participatie.accountability.lagging import in_words
from participatie.accountability.parity import DoorRow, Selection, Wait
from participatie.accountability.tables import Cell, Table, numbers
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import algorithms
from participatie.core.record_select import RecordSelect
from participatie.pipeline.models import Consultation

ROLES = (
    Role.CLERK,
    Role.HANDLER,
    Role.APPROVER,
    Role.COUNCILLOR,
    Role.EXECUTIVE,
    Role.REGISTRY,
    Role.ADMINISTRATOR,
)
entrance = role_required(*ROLES)


class SelectionForm(forms.Form):
    """Which contributions are compared; what is chosen lives in the address."""

    consultatie = forms.ModelChoiceField(
        Consultation.objects.only("slug", "title", "prefix"),
        label=gettext_lazy("Consultation"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("All consultations"),
        widget=RecordSelect,
    )
    van = forms.DateField(
        label=gettext_lazy("Received from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    tot = forms.DateField(
        label=gettext_lazy("Received up to and including"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        chosen = super().clean() or {}
        first, last = chosen.get("van"), chosen.get("tot")
        if first and last and last < first:
            self.add_error("tot", _("The last day lies before the first. Choose a later day."))
        return chosen

    @property
    def selection(self) -> Selection:
        """What was chosen; only of a valid form."""
        chosen = self.cleaned_data
        return Selection(chosen["consultatie"], chosen["van"], chosen["tot"])


@require_safe
@entrance
def doors(request: HttpRequest) -> HttpResponse:
    """Waiting times and shares by door, and which door lags."""
    form = SelectionForm(request.GET, auto_id="filter_%s")
    context: dict[str, Any] = {
        "form": form,
        "few": parity.FEW,
        "receipt_days": lagging.RECEIPT_DAYS,
        "answer_days": lagging.ANSWER_DAYS,
        "share_points": lagging.SHARE_POINTS,
        "share_of": lagging.SHARE_OF,
        "query": request.GET.urlencode(),
    }
    if form.is_valid():
        rows = parity.by_door(form.selection)
        warns = algorithms.is_on(LAGGING_DOORS.slug)
        of_one = form.selection.consultation is not None
        context |= {
            "times": _times(rows),
            "shares": _shares(rows),
            "warns": warns,
            "lagging": lagging.lagging(rows[:-1], of_one=of_one) if warns else [],
            "of_one": of_one,
        }
    return render(request, "accountability/parity.html", context)


def _times(rows: list[DoorRow]) -> Table:
    return _table(
        _("How long senders waited, in calendar time"),
        [
            _("Receipt: half within"),
            _("Receipt: nine in ten within"),
            _("Answer: half within"),
            _("Answer: nine in ten within"),
        ],
        [
            [
                _time(row.receipt, row.receipt.median),
                _time(row.receipt, row.receipt.ninetieth),
                _time(row.answer, row.answer.median),
                _time(row.answer, row.answer.ninetieth),
            ]
            for row in rows
        ],
        rows,
    )


def _shares(rows: list[DoorRow]) -> Table:
    return _table(
        _("How far the contributions are"),
        [_("Received"), _("Answered"), _("With an outcome"), _("Waits for delivery")],
        [
            [
                *numbers(row.received),
                row.answered.told,
                row.with_outcome.told,
                row.undelivered.told,
            ]
            for row in rows
        ],
        rows,
    )


def _table(caption: str, names: list[str], cells: list[list[Cell]], rows: list[DoorRow]) -> Table:
    named = [[row.name.capitalize(), *line] for row, line in zip(rows, cells, strict=True)]
    return Table(caption, [_("Door"), *names], named[:-1], named[-1])


def _time(wait: Wait, time: Any) -> str:
    """The time; with few senders only how many there are, as an average would point at them."""
    if not wait.count:
        return _("none")
    if not wait.is_enough:
        return _("too few: %(count)s") % {"count": wait.count}
    return in_words(time)


@require_safe
@entrance
def doors_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table for a spreadsheet: hours, numbers, and nothing where there are few."""
    form = SelectionForm(request.GET)
    if not form.is_valid():
        return HttpResponse(
            "\n".join(message for errors in form.errors.values() for message in errors),
            content_type="text/plain; charset=utf-8",
            status=400,
        )
    response = HttpResponse(as_csv(form.selection), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kanalen.csv"'
    return response


def as_csv(selection: Selection) -> bytes:
    """One line for each door and one for all together. UTF-8, semicolons, times in hours."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            _("Consultation"),
            _("Received from"),
            _("Received up to and including"),
            _("Door"),
            _("Received"),
            _("Receipts"),
            _("Receipts that wait"),
            _("Hours to receipt, median"),
            _("Hours to receipt, 90th percentile"),
            _("Answers due"),
            _("Answers that wait"),
            _("Hours to answer, median"),
            _("Hours to answer, 90th percentile"),
            _("To be answered"),
            _("Answered"),
            _("With an outcome"),
            _("Waits for delivery"),
        ]
    )
    about = [
        selection.consultation.prefix if selection.consultation else "",
        selection.first.isoformat() if selection.first else "",
        selection.last.isoformat() if selection.last else "",
    ]
    for row in parity.by_door(selection):
        writer.writerow(
            [
                *about,
                row.name,
                row.received,
                *_hours(row.receipt),
                *_hours(row.answer),
                row.answered.whole,
                row.answered.part,
                row.with_outcome.part,
                row.undelivered.part,
            ]
        )
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def _hours(wait: Wait) -> list[int | str]:
    if not wait.is_enough:
        return [wait.count, wait.waiting, "", ""]
    times = (wait.median, wait.ninetieth)
    return [
        wait.count,
        wait.waiting,
        *(number_format(time.total_seconds() / 3600, 1) for time in times),
    ]
