"""Frozen copies in the workspace: the list, one copy with what changed since, asking for one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.frozen import acts, sealing, showing
from participatie.accountability.staten.frozen.copies import (
    copies,
    copy_or_404,
    file_response,
    latest_order,
    seal_response,
)
from participatie.accountability.staten.frozen.forms import FreezeForm
from participatie.accountability.staten.refusing import at_its_field
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.pipeline.refusals import Refused

ON_A_PAGE = 20


@require_safe
@entrance
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The copies, newest first, and how far the one is that was asked for."""
    consultation = consultation_or_404(slug)
    page = Paginator(copies(consultation), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "staten/frozen/list.html",
        frame(consultation, _("Frozen copies"))
        | {
            "page": page,
            "order": latest_order(consultation),
            "may_freeze": request.user.has_role(Role.REGISTRY),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.REGISTRY)
def freeze(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Ask for a copy for a meeting."""
    consultation = consultation_or_404(slug)
    form = FreezeForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        try:
            acts.order(consultation, actor=request.user, **form.asked)
        except acts.SameMeeting as refused:
            form.ask_again()
            refusal = str(refused)
        except Refused as refused:
            refusal = at_its_field(form, refused)
        else:
            messages.success(request, _("The copy is being made. You find it here in a minute."))
            return redirect("frozen:list", slug)
    context: dict[str, Any] = {"form": form, "refusal": refusal}
    status = 422 if refusal or form.errors else 200
    return render(
        request,
        "staten/frozen/freeze.html",
        frame(consultation, _("Freeze the account"), _crumb()) | context,
        status=status,
    )


@require_safe
@entrance
def copy(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The figures as they were, the files, and what changed since; `controle` checks the seal."""
    consultation = consultation_or_404(slug)
    found = copy_or_404(consultation, number)
    checked = {"flaws": sealing.flaws(found)} if "controle" in request.GET else {}
    return render(
        request,
        "staten/frozen/copy.html",
        frame(consultation, _title(number), _crumb())
        | showing.shown(request, found, "frozen")
        | {"may_link": request.user.has_role(Role.REGISTRY)}
        | checked,
    )


@require_safe
@entrance
def file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    """One file, as it was frozen."""
    return file_response(copy_or_404(consultation_or_404(slug), number), form)


@require_safe
@entrance
def seal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the seal is about."""
    return seal_response(copy_or_404(consultation_or_404(slug), number))


def _crumb() -> tuple[str, str]:
    return "frozen:list", _("Frozen copies")


def _title(number: int) -> str:
    return _("Frozen copy %(number)s") % {"number": number}
