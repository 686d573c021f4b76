"""What the griffie keeps: who is in the Executive, and who is responsible for what."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participatie.accountability.staten.frame import consultation_or_404, frame
from participatie.accountability.staten.questions import responsible as acts
from participatie.accountability.staten.questions.forms import (
    LeaveForm,
    MemberForm,
    ResponsibleForm,
)
from participatie.accountability.staten.questions.models import ExecutiveMember, Responsibility
from participatie.accountability.staten.questions.views.frame import form_page
from participatie.accountability.staten.refusing import at_its_field
from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.pipeline.models import Consultation
from participatie.pipeline.refusals import Refused

ON_A_PAGE = 20
griffie = role_required(Role.REGISTRY)


@require_safe
@griffie
def members(request: HttpRequest) -> HttpResponse:
    """The members of the Executive, and who must reply to questions about which consultation."""
    consultations = (
        Consultation.objects.annotate(
            open_questions=Count("council_questions", filter=_open("council_questions"))
        )
        .prefetch_related(
            Prefetch("responsibilities", Responsibility.objects.select_related("member"))
        )
        .order_by("-closes_on", "pk")
    )
    page = Paginator(consultations, ON_A_PAGE).get_page(request.GET.get("page"))
    heirs = acts.heirs()
    for each in page:
        named = list(each.responsibilities.all())
        each.last_named = named[-1].member if named else None
        each.in_charge = heirs[each.last_named.pk] if each.last_named else None
    context = {
        "title": _("Provincial Executive"),
        "crumbs": [_home()],
        "members": _members(),
        "in_office": {key for key, one in heirs.items() if one is not None and one.pk == key},
        "today": clock.today(),
        "page": page,
    }
    return render(request, "staten/questions/members.html", context)


def _open(questions: str) -> Q:
    """Open ones, seen from what they are of. Without the first, having none looks like one."""
    return Q(
        **{
            f"{questions}__isnull": False,
            f"{questions}__replied_on": None,
            f"{questions}__withdrawn_at": None,
        }
    )


def _members() -> QuerySet[ExecutiveMember]:
    waiting = Count("questions", filter=_open("questions"))
    return ExecutiveMember.objects.select_related("user", "successor").annotate(waiting=waiting)


@require_http_methods(["GET", "HEAD", "POST"])
@griffie
def appoint(request: HttpRequest) -> HttpResponseBase:
    """Put a member on record."""
    form = MemberForm(request.POST if request.method == "POST" else None)
    context = {
        "title": _("Add a member of the Executive"),
        "crumbs": [_home(), _list()],
        "lead": _("From then on this member can reply to questions."),
        "button": _("Add"),
    }
    done = _("Added. Say below for which consultations this member replies.")
    return _carried_out(request, context, form, acts.appoint, done)


@require_http_methods(["GET", "HEAD", "POST"])
@griffie
def correct(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write name, portfolio or first day of a member anew."""
    member = get_object_or_404(ExecutiveMember, pk=pk)
    known = {"name": member.name, "portfolio": member.portfolio, "since": member.since}
    posted = request.POST if request.method == "POST" else None
    form = MemberForm(posted, initial=known, has_account=True)
    context = {
        "title": _("Change a member of the Executive"),
        "crumbs": [_home(), _list()],
        "button": _("Save"),
    }
    done = _("Saved.")
    return _carried_out(request, context, form, partial(acts.correct, member), done)


@require_http_methods(["GET", "HEAD", "POST"])
@griffie
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say until when a member is in office, and who follows."""
    member = get_object_or_404(ExecutiveMember, pk=pk)
    form = LeaveForm(request.POST if request.method == "POST" else None, member=member)
    context = {
        "title": _("End of office"),
        "crumbs": [_home(), _list()],
        "lead": f"{member.name} ({member.portfolio})",
        "button": _("Save"),
    }
    done = _("Saved. Open questions go to who must reply from the day after.")
    return _carried_out(request, context, form, partial(acts.leave, member), done)


@require_http_methods(["GET", "HEAD", "POST"])
@griffie
def responsible(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Name who must reply to questions about a consultation; who it was before stays to be seen."""
    found = consultation_or_404(slug)
    history = Responsibility.objects.filter(consultation=found).select_related("member")
    last = history.last()
    form = ResponsibleForm(
        request.POST if request.method == "POST" else None,
        initial={"member": last.member if last else None},
    )
    context = frame(found, _("Who is responsible")) | {
        "lead": _("Open questions about this consultation go to whom you choose."),
        "button": _("Save"),
        "history": list(history),
    }
    done = _("Saved. Open questions about this consultation are for this member now.")
    return _carried_out(
        request, context, form, partial(acts.make_responsible, consultation=found), done
    )


def _carried_out(
    request: HttpRequest,
    context: dict[str, Any],
    form: forms.Form,
    act: Callable[..., object],
    done: str,
) -> HttpResponseBase:
    """The act with what was filled in, and back to the list; until then the form."""
    if not form.is_valid():
        return form_page(request, context, form)
    try:
        act(actor=request.user, **form.cleaned_data)
    except Refused as refused:
        return form_page(request, context, form, at_its_field(form, refused))
    messages.success(request, done)
    return redirect("questions:members")


def _home() -> dict[str, str]:
    return {"name": _("Provincial Council"), "url": reverse("staten:home")}


def _list() -> dict[str, str]:
    return {"name": _("Provincial Executive"), "url": reverse("questions:members")}
