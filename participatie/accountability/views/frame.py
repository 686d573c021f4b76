"""What the pages of the account have in common: whose it is, the way back, and “not yet”."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participatie.accountability import stages
from participatie.accountability.nota import making
from participatie.pipeline import addresses
from participatie.pipeline.models import Consultation

RETRY_AFTER = 30
"""Seconds after which a document that is being made may be there."""


def consultation_or_404(slug: str) -> Consultation:
    """The consultation at this address, with its decision if it has one."""
    return get_object_or_404(Consultation.objects.select_related("decision"), slug=slug)


def frame(consultation: Consultation, title: str) -> dict[str, Any]:
    """What accountability/layout.html needs."""
    return {
        "consultation": consultation,
        "title": title,
        "crumbs": addresses.crumbs(consultation),
        "account_url": reverse("accountability:account", args=[consultation.slug]),
    }


def account_crumb(consultation: Consultation) -> dict[str, str]:
    """The way back to the account."""
    url = reverse("accountability:account", args=[consultation.slug])
    return {"name": _("What was done with it"), "url": url}


def kept(query: QueryDict | None, page: int) -> str:
    """What stands after the address of a list: what was chosen there, and the page."""
    chosen = query.copy() if query else QueryDict(mutable=True)
    if page > 1:
        chosen["page"] = str(page)
    return chosen.urlencode()


def not_yet(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """That this comes when the answers are published."""
    context = frame(consultation, _("Not published yet")) | {"steps": stages.steps(consultation)}
    return render(request, "accountability/not_yet.html", context, status=404)


def _busy(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    context = frame(consultation, _("One moment please")) | {"again": request.path}
    response = render(request, "accountability/busy.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def once_published(view: Callable[..., HttpResponseBase]) -> Any:
    """Only when the answers are published, and not while something long is being made."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **given: Any) -> HttpResponseBase:
        consultation = consultation_or_404(slug)
        if consultation.answers_published_at is None:
            return not_yet(request, consultation)
        try:
            return view(request, consultation, **given)
        except making.Busy:
            return _busy(request, consultation)

    return guarded
