"""The nota as files: the newest in each form, earlier versions, and what the data means."""

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability.nota import making, store
from participatie.accountability.nota.documents import FORMS
from participatie.accountability.nota.facts import SCHEMA
from participatie.accountability.nota.models import NotaVersion
from participatie.accountability.views.frame import account_crumb, frame, once_published
from participatie.core import kept
from participatie.pipeline.models import Consultation

VERSIONS_ON_A_PAGE = 10
AT_ONCE = 5_000_000
"""Bytes; a larger file is handed out piece by piece."""


@once_published
def newest(
    request: HttpRequest, consultation: Consultation, form: str = "pdf", volume: int | None = None
) -> HttpResponseBase:
    """The nota in one form, or one volume of a long PDF."""
    return _file(request, making.current(consultation), form if volume is None else f"pdf-{volume}")


@once_published
def earlier(
    request: HttpRequest,
    consultation: Consultation,
    number: int,
    form: str = "pdf",
    volume: int | None = None,
) -> HttpResponseBase:
    """The same of the version with this number."""
    version = get_object_or_404(NotaVersion, consultation=consultation, number=number)
    if form not in FORMS:
        raise Http404
    if version.withheld_at:
        context = frame(consultation, _("This version was taken away")) | {"version": version}
        context["crumbs"].append(account_crumb(consultation))
        return render(request, "accountability/nota/withheld.html", context, status=410)
    return _file(request, version, form if volume is None else f"pdf-{volume}", name=f"-v{number}")


def _file(
    request: HttpRequest, version: NotaVersion, form: str, name: str = ""
) -> HttpResponseBase:
    if form not in version.files:
        raise Http404
    sha256 = version.files[form]["sha256"]
    ending, _dash, volume = form.partition("-")
    unmodified = kept.not_modified(request, sha256)
    if unmodified is not None:
        return unmodified
    part = f"-{_('volume')}-{volume}" if volume else ""
    filename = f"nota-{version.consultation.slug}{name}{part}.{ending}"
    response: HttpResponseBase
    if form in store.SQUEEZED or version.files[form]["size"] <= AT_ONCE:
        response = HttpResponse(store.read(form, sha256), content_type=FORMS[ending])
    else:
        response = FileResponse(store.path(form, sha256).open("rb"), content_type=FORMS[ending])
    disposition = "inline" if ending == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    kept.mark(response, sha256)
    return response


@once_published
def versions(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Every version with its day, what changed, and its files."""
    making.current(consultation)
    page = Paginator(consultation.nota_versions.all(), VERSIONS_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = frame(consultation, _("Versions of the nota")) | {
        "page": page,
        "rows": [(version, _listed(version)) for version in page],
    }
    context["crumbs"].append(account_crumb(consultation))
    return render(request, "accountability/nota/versions.html", context)


def _listed(version: NotaVersion) -> list[dict[str, Any]]:
    """{name, form, volume, size, sha256} of each file that is handed out."""
    found = []
    for form, file in version.files.items():
        ending, _dash, volume = form.partition("-")
        if ending in FORMS:
            name = ending.upper() + (f", {_('volume')} {volume}" if volume else "")
            found.append({"name": name, "form": ending, "volume": volume} | file)
    return sorted(found, key=lambda row: (list(FORMS).index(row["form"]), int(row["volume"] or 1)))


@require_safe
def schema(request: HttpRequest, slug: str) -> HttpResponse:
    """What the parts of the JSON mean (JSON Schema)."""
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")
