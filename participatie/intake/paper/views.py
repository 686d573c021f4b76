"""The form on paper, and where its QR code leads."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from participatie.core.pdf import PdfError
from participatie.intake.paper import form as paper
from participatie.intake.paper.codes import InvalidFormCode, form_with
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import BEFORE_THE_END

log = logging.getLogger("participatie.paper")


@require_safe
def form(request: HttpRequest, slug: str, *, large: bool = False) -> HttpResponse:
    """The current version of the form; after the term the page that says what can still be done."""
    consultation = get_object_or_404(Consultation, slug=slug)
    if consultation.stage not in BEFORE_THE_END:
        return redirect("web:form", slug)
    current = consultation.form
    try:
        made = paper.document(current, large=large)
    except PdfError:
        log.exception("The paper form of %s could not be made", consultation.prefix)
        return render(request, "paper/not_made.html", {"consultation": consultation}, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    name = f"formulier-{slug}{'-grote-letter' if large else ''}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """From the QR code on a paper form to the page of its consultation."""
    try:
        found = form_with(code).consultation
    except InvalidFormCode as error:
        context = {"problem": str(error)}
        return render(request, "paper/not_known.html", context, status=404)
    return redirect("wagtail_serve", f"inspraak/{found.slug}/")
