"""Poster and summary, to hang up and hand out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.models import ConsultationPage
from cms.print import words
from participatie.core import kept_pdf
from participatie.pipeline.models import Consultation
from participatie.pipeline.statuses import BEFORE_THE_END


@require_safe
def poster(request: HttpRequest, slug: str, *, paper: str = "a3") -> HttpResponse:
    """For a wall or a noticeboard; `paper` is a3 or a4."""
    consultation, page = _found(slug)
    if consultation.stage not in BEFORE_THE_END:
        return redirect("wagtail_serve", f"inspraak/{slug}/")
    data = words.poster(consultation, page, paper)
    title = _("Poster: %(title)s") % {"title": page.title}
    return _answer(consultation, "poster", data, title, f"poster-{paper}-{slug}")


@require_safe
def summary(request: HttpRequest, slug: str) -> HttpResponse:
    """One page in plain language, for a library or a waiting room."""
    consultation, page = _found(slug)
    if consultation.stage not in BEFORE_THE_END:
        return redirect("wagtail_serve", f"inspraak/{slug}/")
    data = words.summary(consultation, page)
    title = _("Summary: %(title)s") % {"title": page.title}
    return _answer(consultation, "summary", data, title, f"samenvatting-{slug}")


def _found(slug: str) -> tuple[Consultation, ConsultationPage]:
    consultation = get_object_or_404(Consultation, slug=slug)
    page = words.page_of(consultation)
    if page is None:
        raise Http404
    return consultation, page


def _answer(
    consultation: Consultation, kind: str, data: dict[str, Any], title: str, name: str
) -> HttpResponse:
    """The document, made once for what it says."""
    made = kept_pdf.document(
        f"print-{name}",
        f"cms/print/{kind}.typ",
        data,
        title=title,
        made_at=consultation.put_in_force_at,
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    patch_cache_control(response, no_cache=True)
    return response
