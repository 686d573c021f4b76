"""Frozen copies for everyone: those that were made once the answers were published."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import caching
from participatie.accountability.overview import stamp
from participatie.accountability.staten.frozen import showing
from participatie.accountability.staten.frozen.copies import (
    copy_or_404,
    file_response,
    seal_response,
)
from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.views.frame import account_crumb, consultation_or_404, frame, kept


@require_safe
def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For which meeting it was, the figures then, the files with their hashes, what changed."""
    found = _public(slug, number)
    consultation = found.consultation

    def make() -> HttpResponse:
        context = frame(consultation, _("Frozen copy %(number)s") % {"number": number})
        context["crumbs"].append(account_crumb(consultation))
        context |= showing.shown(request, found, "public_frozen")
        context["kept_query"] = kept(context["query"], context["page"].number)
        return render(request, "accountability/frozen.html", context)

    return caching.answer(request, stamp(consultation), make)


@require_safe
def file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    """One file, as it was frozen."""
    return file_response(_public(slug, number), form)


@require_safe
def seal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the seal is about."""
    return seal_response(_public(slug, number))


def _public(slug: str, number: int) -> FrozenCopy:
    found = copy_or_404(consultation_or_404(slug), number)
    if not found.has_nota:
        raise Http404
    return found
