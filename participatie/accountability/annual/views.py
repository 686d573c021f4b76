"""The yearly overview: for the Staten with every number, for everyone without the smallest."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability.annual import documents, overview
from participatie.accountability.annual.chapters.chapter import Reader
from participatie.accountability.annual.overview import Overview
from participatie.accountability.annual.year import Year, known
from participatie.accountability.staten.frame import entrance
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation


def _in_workspace(consultation: Consultation) -> str:
    return reverse("staten:consultation", args=[consultation.slug])


def _for_everyone(consultation: Consultation) -> str:
    return addresses.consultation(consultation.slug)


COUNCIL = Reader(is_everyone=False, address=_in_workspace)
EVERYONE = Reader(is_everyone=True, address=_for_everyone)


@require_safe
@entrance
def years(request: HttpRequest) -> HttpResponse:
    """The years that there are, for the Staten."""
    crumbs = [{"name": _("Provincial Council"), "url": reverse("staten:home")}]
    return _years(request, "annual", crumbs)


@require_safe
@entrance
def year(request: HttpRequest, number: int) -> HttpResponse:
    """One year, for the Staten."""
    crumbs = [
        {"name": _("Provincial Council"), "url": reverse("staten:home")},
        {"name": _("Yearly overview"), "url": reverse("annual:years")},
    ]
    return _year(request, _overview(number, COUNCIL), "annual", crumbs)


@require_safe
@entrance
def year_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The same as a document."""
    return _pdf(number, COUNCIL)


@require_safe
@entrance
def year_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The same as figures."""
    return _csv(number, COUNCIL)


@require_safe
def public_years(request: HttpRequest) -> HttpResponse:
    """The years that there are, for everyone."""
    return _years(request, "annual_public", [])


@require_safe
def public_year(request: HttpRequest, number: int) -> HttpResponse:
    """One year, for everyone."""
    crumbs = [{"name": _("Yearly overview"), "url": reverse("annual_public:years")}]
    return _year(request, _overview(number, EVERYONE), "annual_public", crumbs)


@require_safe
def public_year_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The same as a document."""
    return _pdf(number, EVERYONE)


@require_safe
def public_year_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The same as figures."""
    return _csv(number, EVERYONE)


def _years(request: HttpRequest, space: str, crumbs: list[dict[str, str]]) -> HttpResponse:
    rows = [(each, reverse(f"{space}:year", args=[each.number])) for each in known()]
    context = {"years": rows, "crumbs": crumbs, "base": _base(space)}
    return render(request, "annual/years.html", context)


def _year(
    request: HttpRequest, found: Overview, space: str, crumbs: list[dict[str, str]]
) -> HttpResponse:
    number = found.year.number
    context: dict[str, Any] = {
        "overview": found,
        "crumbs": crumbs,
        "base": _base(space),
        "pdf_url": reverse(f"{space}:pdf", args=[number]),
        "csv_url": reverse(f"{space}:csv", args=[number]),
    }
    return render(request, "annual/year.html", context)


def _base(space: str) -> str:
    return "staff.html" if space == "annual" else "base.html"


def _overview(number: int, reader: Reader) -> Overview:
    every = known()
    wanted = Year(number)
    if wanted not in every:
        raise Http404
    return overview.overview(wanted, reader, every)


def _pdf(number: int, reader: Reader) -> HttpResponse:
    # In the language of the record, whoever asks: there is one document.
    with translation.override(settings.LANGUAGE_CODE):
        found = _overview(number, reader)
        key = f"{number}-everyone" if reader.is_everyone else f"{number}-staten"
        content = documents.as_pdf(found, key=key)
    return _file(content, "application/pdf", f"jaaroverzicht-{number}.pdf")


def _csv(number: int, reader: Reader) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        content = documents.as_csv(_overview(number, reader))
    return _file(content, "text/csv; charset=utf-8", f"jaaroverzicht-{number}.csv")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    disposition = "inline" if name.endswith(".pdf") else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
