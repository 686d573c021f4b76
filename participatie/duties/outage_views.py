"""The register of outages: for who keeps it, and for everyone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.duties.outage_forms import (
    CorrectionForm,
    OutageForm,
    OverForm,
    TermsForm,
    day_and_time,
)
from participatie.duties.outages import Told, proposal, reachable_by, told
from participatie.pipeline.acts import outages as acts
from participatie.pipeline.models import Outage
from participatie.pipeline.queries.outages import same_outage
from participatie.pipeline.refusals import Refused
from participatie.pipeline.statuses import Channel

ON_A_PAGE = 20
entrance = role_required(Role.EDITOR, Role.ADMINISTRATOR)


def _listed(request: HttpRequest) -> tuple[Page[Outage], list[Told]]:
    page = Paginator(Outage.objects.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    return page, told(page.object_list)


@require_safe
def everyone(request: HttpRequest) -> HttpResponse:
    """All outages, newest first, and what they meant for consultations."""
    page, rows = _listed(request)
    return render(request, "duties/outages_public.html", {"page": page, "told": rows})


@require_safe
@entrance
def register(request: HttpRequest) -> HttpResponse:
    """All outages, and the way to put one on record."""
    page, rows = _listed(request)
    return render(request, "duties/outages.html", {"page": page, "told": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@entrance
def new(request: HttpRequest) -> HttpResponseBase:
    """Put an outage on record in two steps: what it was; then whom it hindered, and the terms."""
    if request.method != "POST":
        return render(
            request, "duties/outage_new.html", {"crumbs": _crumbs(), "form": OutageForm()}
        )
    form = OutageForm(request.POST)
    if not form.is_valid() or "back" in request.POST:
        status = 422 if form.errors else 200
        context = {"crumbs": _crumbs(), "form": form}
        return render(request, "duties/outage_new.html", context, status=status)
    return _whom(request, form)


def _whom(request: HttpRequest, about: OutageForm) -> HttpResponseBase:
    """The second step: which consultations, and until when."""
    began_at, ended_at = about.began_at, about.ended_at
    doors = [Channel(door) for door in about.cleaned_data["doors"]]
    if "register" in request.POST and (known := same_outage(began_at, ended_at, doors)):
        # Before the terms are looked at: they became longer already.
        return redirect("outages:outage", known.pk)
    hindered = list(reachable_by(began_at, ended_at))
    form = TermsForm(
        request.POST if "register" in request.POST else None,
        consultations=hindered,
        proposals=[proposal(one, began_at, ended_at) for one in hindered] if ended_at else [],
        needs_one=True,
    )
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            done = acts.register(
                actor=request.user,
                began_at=began_at,
                ended_at=ended_at,
                doors=doors,
                is_planned=about.cleaned_data["is_planned"],
                reason=about.cleaned_data["reason"],
                reason_in_english=about.cleaned_data["reason_in_english"],
                consultations=form.hindered,
                closing=form.closing,
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _told_that(len(form.closing)))
            return redirect("outages:outage", done.pk)
    context = {"crumbs": _crumbs(), "about": about, "form": form, "refusal": refusal}
    status = 422 if refusal or form.errors else 200
    return render(request, "duties/outage_whom.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance
def outage(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One outage: say that it is over, and make terms longer because of it."""
    found = get_object_or_404(Outage, pk=pk)
    over = None
    if found.ended_at is None:
        over = OverForm(request.POST or None, initial=day_and_time("ended", clock.now()))
    if over is not None and not over.is_valid():
        return _page(request, found, {"over": over})
    ended_at = found.ended_at or (over and over.ended_at) or clock.now()
    if over is not None and ended_at <= found.began_at:
        over.add_error("ended_on", _("The end must come after the beginning."))
        return _page(request, found, {"over": over})
    may_grow = [
        term.consultation
        for term in found.terms.select_related("consultation")
        if term.closes_on_after is None and term.consultation.answers_published_at is None
    ]
    if request.method == "POST" and over is None and not may_grow:
        # All was decided, perhaps by the same button a moment ago.
        return redirect("outages:outage", found.pk)
    form = TermsForm(
        request.POST if "decide" in request.POST else None,
        consultations=may_grow,
        proposals=[proposal(one, found.began_at, ended_at) for one in may_grow],
        needs_one=over is None,
    )
    context: dict[str, Any] = {"over": over, "form": form}
    if not (form.is_bound and form.is_valid()):
        return _page(request, found, context)
    try:
        if over is None:
            acts.extend(found, actor=request.user, closing=form.closing)
        else:
            acts.end(found, actor=request.user, ended_at=ended_at, closing=form.closing)
    except Refused as refused:
        return _page(request, found, context | {"refusal": str(refused)})
    messages.success(request, _told_that(len(form.closing)))
    return redirect("outages:outage", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@entrance
def correct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Mend a mistake in the times or the reason."""
    found = get_object_or_404(Outage, pk=pk)
    form = CorrectionForm(request.POST if request.method == "POST" else None, outage=found)
    refusal = ""
    if form.is_valid():
        try:
            acts.correct(
                found,
                actor=request.user,
                began_at=form.began_at,
                ended_at=form.ended_at,
                reason=form.cleaned_data["reason"],
                reason_in_english=form.cleaned_data["reason_in_english"],
                note=form.cleaned_data["note"],
            )
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Corrected. Everyone reads this now; terms stayed."))
            return redirect("outages:outage", found.pk)
    page = {"name": Told(found, []).heading, "url": reverse("outages:outage", args=[found.pk])}
    return render(
        request,
        "duties/outage_correct.html",
        {"crumbs": [*_crumbs(), page], "form": form, "refusal": refusal},
        status=422 if refusal or form.errors else 200,
    )


def _page(request: HttpRequest, found: Outage, context: dict[str, Any]) -> HttpResponse:
    (one,) = told(Outage.objects.filter(pk=found.pk))
    forms = [form for form in (context.get("over"), context.get("form")) if form is not None]
    wrong = context.get("refusal") or any(form.errors for form in forms)
    # The base names the page after the form that went wrong.
    shown = context.get("form") or context.get("over")
    return render(
        request,
        "duties/outage.html",
        {"crumbs": _crumbs(), "told": one, "terms": found.terms.select_related("consultation")}
        | context
        | {"form": shown, "terms_form": context.get("form")},
        status=422 if wrong else 200,
    )


def _told_that(longer: int) -> str:
    if longer:
        return _("Saved. The new last day is on all pages, and who has a draft gets a mail.")
    return _("Saved. It is on the pages of the consultations now.")


def _crumbs() -> list[dict[str, str]]:
    return [{"name": _("Outages"), "url": reverse("outages:list")}]
