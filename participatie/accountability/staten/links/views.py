"""Links to the papers of the council: the list with what was found, and what the griffie does."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accountability.staten.frame import consultation_or_404, entrance, frame
from participatie.accountability.staten.frozen.models import FrozenCopy
from participatie.accountability.staten.links import acts, checking
from participatie.accountability.staten.links.forms import (
    AddressForm,
    PaperForm,
    RemoveForm,
    of_link,
    read_from,
)
from participatie.accountability.staten.links.models import CouncilLink
from participatie.accountability.staten.refusing import at_its_field
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

ON_A_PAGE = 25
registry_only = role_required(Role.REGISTRY)


@require_safe
@entrance
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The links in force, and those that were corrected or taken away."""
    consultation = consultation_or_404(slug)
    every = CouncilLink.objects.filter(consultation=consultation).select_related("copy")
    page = Paginator(every.filter(removed_at=None), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "staten/links/list.html",
        frame(consultation, _("Papers of the council"))
        | {
            "page": page,
            "removed": every.exclude(removed_at=None).order_by("-removed_at")[:ON_A_PAGE],
            "may_change": request.user.has_role(Role.REGISTRY),
        },
    )


@require_safe
@entrance
def link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One link: what is known of it, and each time that it was looked at."""
    found = _link(slug, pk)
    return _page(request, found, RemoveForm())


def _page(request: HttpRequest, found: CouncilLink, form: RemoveForm) -> HttpResponse:
    checks = Paginator(found.checks.order_by("-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "staten/links/link.html",
        frame(found.consultation, found.label, _crumb())
        | {
            "link": found,
            "checks": checks,
            "first": found.checks.exclude(sha256="").first(),
            "later": CouncilLink.objects.filter(corrects=found).first(),
            "may_change": request.user.has_role(Role.REGISTRY) and found.removed_at is None,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@registry_only
def add(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Add a link in two steps: the address; then what it is. `kopie`: to that frozen copy."""
    consultation = consultation_or_404(slug)
    number = request.GET.get("kopie", "")
    copy = _copy(consultation, number)
    if request.method == "POST":
        form = PaperForm(request.POST)
        refusal = ""
        if form.is_valid():
            try:
                made = acts.add(consultation, form.paper, actor=request.user, copy=copy)
            except Refused as refused:
                refusal = at_its_field(form, refused)
            else:
                messages.success(request, _("The link is added. We look now what is there."))
                return redirect("links:link", slug, made.pk)
        return _form(request, consultation, form, refusal, copy)
    if "adres" not in request.GET:
        return _address(request, consultation, AddressForm(), copy)
    address = AddressForm(request.GET)
    if not address.is_valid():
        return _address(request, consultation, address, copy)
    form = PaperForm(initial=read_from(address.cleaned_data["adres"]))
    return _form(request, consultation, form, "", copy)


@require_http_methods(["GET", "HEAD", "POST"])
@registry_only
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Put a better link in its place."""
    found = _link(slug, pk)
    if request.method != "POST" and found.removed_at is not None:
        messages.error(
            request, _("This link was corrected or taken away already. Look at the list.")
        )
        return redirect("links:list", slug)
    form = PaperForm(request.POST if request.method == "POST" else None, initial=of_link(found))
    refusal = ""
    if form.is_valid():
        try:
            made = acts.correct(found, form.paper, actor=request.user)
        except Refused as refused:
            refusal = at_its_field(form, refused)
        else:
            messages.success(request, _("Corrected. We look now what is there."))
            return redirect("links:link", slug, made.pk)
    return _form(request, found.consultation, form, refusal, found.copy, corrects=found)


@require_POST
@registry_only
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Take a link away."""
    found = _link(slug, pk)
    form = RemoveForm(request.POST)
    if form.is_valid():
        try:
            acts.remove(found, actor=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _("The link is taken away. It stays in the history."))
            return redirect("links:list", slug)
    return _page(request, found, form)


@require_POST
@registry_only
def check(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Look again now, in the background."""
    found = _link(slug, pk)
    checking.ask(found)
    messages.success(request, _("We look now. Open this page again in a moment."))
    return redirect("links:link", slug, pk)


def _form(
    request: HttpRequest,
    consultation: Consultation,
    form: PaperForm,
    refusal: str,
    copy: FrozenCopy | None,
    corrects: CouncilLink | None = None,
) -> HttpResponse:
    title = _("Correct the link") if corrects else _("Add a link")
    context: dict[str, Any] = {"form": form, "refusal": refusal, "copy": copy, "link": corrects}
    status = 422 if refusal or form.errors else 200
    return render(
        request,
        "staten/links/form.html",
        frame(consultation, title, _crumb()) | context,
        status=status,
    )


def _address(
    request: HttpRequest, consultation: Consultation, form: AddressForm, copy: FrozenCopy | None
) -> HttpResponse:
    return render(
        request,
        "staten/links/address.html",
        frame(consultation, _("Add a link"), _crumb()) | {"form": form, "copy": copy},
        status=422 if form.errors else 200,
    )


def _link(slug: str, pk: int) -> CouncilLink:
    consultation = consultation_or_404(slug)
    found = get_object_or_404(
        CouncilLink.objects.select_related("copy", "corrects"), consultation=consultation, pk=pk
    )
    found.consultation = consultation
    return found


def _copy(consultation: Consultation, number: str) -> FrozenCopy | None:
    if not number:
        return None
    wanted = int(number) if number.isdecimal() and len(number) < 7 else 0
    return get_object_or_404(FrozenCopy, consultation=consultation, number=wanted)


def _crumb() -> tuple[str, str]:
    return "links:list", _("Papers of the council")
