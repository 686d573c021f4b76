"""An empty table for one consultation, with its questions as columns and each column explained."""

import tempfile

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.intake.bulk.columns import columns_for, in_dutch
from participatie.intake.bulk.tables.opening import Kind
from participatie.intake.bulk.tables.writing import Page, write
from participatie.intake.crumbs import CRUMBS
from participatie.pipeline.models import Consultation

MEDIA_TYPES = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


@require_safe
@role_required(Role.CLERK)
def template(request: HttpRequest, slug: str, kind: str) -> FileResponse:
    """The empty table as a file."""
    consultation = get_object_or_404(Consultation, slug=slug)
    if kind not in Kind.values:
        raise Http404
    return as_download(
        Kind(kind), pages(consultation), f"inlezen-{consultation.prefix.lower()}.{kind}"
    )


@require_safe
@role_required(Role.CLERK)
def explained(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be in each column, to read or to send to who makes the table."""
    consultation = get_object_or_404(Consultation, slug=slug)
    home = {"name": _("Bring in a table"), "url": reverse("imports:home")}
    context = {
        "crumbs": [*CRUMBS, home],
        "consultation": consultation,
        "columns": [{"label": _("Column")}, {"label": _("What stands in it")}],
        "rows": [[name, told or "–"] for name, told in _explained(consultation)],
    }
    return render(request, "imports/explained.html", context)


def pages(consultation: Consultation) -> list[Page]:
    """The empty table, and a sheet that explains its columns."""
    explained = _explained(consultation)
    with override(settings.LANGUAGE_CODE):
        return [
            Page(gettext("Contributions"), [name for name, _help in explained], []),
            Page(
                gettext("Explanation"),
                [gettext("Column"), gettext("What stands in it")],
                [[name, told] for name, told in explained],
                width=60,
            ),
        ]


def as_download(kind: Kind, written: list[Page], name: str) -> FileResponse:
    """The sheets as a file of this kind; made on disk, whatever their size."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the response
    write(kind, file, written)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=MEDIA_TYPES[kind])
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _explained(consultation: Consultation) -> list[tuple[str, str]]:
    return in_dutch([c for c in columns_for(consultation.form) if c.in_template])
