"""Call-backs as the desk does them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.models import User
from participatie.accounts.roles import Role
from participatie.core import phone
from participatie.intake import colleagues
from participatie.intake.callback import acts, drafts
from participatie.intake.callback.lines import lines
from participatie.intake.callback.models import CallBack, CallBackStep, State, open_call_backs
from participatie.intake.crumbs import CRUMBS
from participatie.pipeline.refusals import Refused

PER_PAGE = 50
LIST = {"name": gettext_lazy("To call back"), "url": reverse_lazy("callbacks:waiting")}
ACTS: dict[str, tuple[Callable[..., CallBack], Any]] = {
    "no_answer": (
        acts.no_answer,
        gettext_lazy("Noted: no answer. Try again on the next working day."),
    ),
    "spoken": (acts.spoken, gettext_lazy("Noted: spoken. It stays here until it is done.")),
    "done": (acts.finish, gettext_lazy("Noted: done.")),
}


@require_safe
@role_required(Role.CLERK)
def waiting(request: HttpRequest) -> HttpResponse:
    """Who wants to be called, late ones first; without numbers."""
    page = Paginator(open_call_backs(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "callback/waiting.html", {"page": page, "items": lines(page), "crumbs": CRUMBS}
    )


@require_safe
@role_required(Role.CLERK)
def call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One call-back with its number, what it is about, and its track; who looked is noted."""
    found = _found(pk)
    if found.is_open and request.method == "GET":
        acts.look(found, actor=request.user)
    other = colleagues.last_before(request.user, f"call-back {pk}") if found.is_open else ""
    return _page(request, found, other=other)


@require_POST
@role_required(Role.CLERK)
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same page with what the person filled in so far; who looked is noted."""
    found = _found(pk)
    if found.draft is None:
        raise Http404
    acts.look_at_draft(found, actor=request.user)
    return _page(request, _found(pk), with_draft=True)


@require_POST
@role_required(Role.CLERK)
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how it went."""
    found = _found(pk)
    act, said = ACTS.get(request.POST.get("do", ""), (None, ""))
    if act is None:
        return _page(request, found, refusal=_("Choose how it went."))
    try:
        after = act(found, actor=request.user)
    except Refused as refused:
        return _page(request, _found(pk), refusal=str(refused))
    messages.success(request, said)
    return redirect("callbacks:call", pk) if after.is_open else redirect("callbacks:waiting")


def _found(pk: UUID) -> CallBack:
    steps = Prefetch("steps", CallBackStep.objects.select_related("by"))
    found = CallBack.objects.select_related("consultation").prefetch_related(steps)
    return get_object_or_404(found, pk=pk)


def _page(
    request: HttpRequest,
    found: CallBack,
    *,
    refusal: str = "",
    with_draft: bool = False,
    other: str = "",
) -> HttpResponse:
    context = {
        "crumbs": [*CRUMBS, LIST],
        "call_back": found,
        "number": phone.readable(found.phone) if found.is_open and found.phone else "",
        "refusal": refusal,
        "other": other,
        "steps": [_step(step) for step in found.steps.all()],
        "may_be_done": found.state == State.SPOKEN,
        "with_draft": with_draft,
        "filled": drafts.read(found.draft) if with_draft else None,
    }
    return render(request, "callback/call.html", context)


def _step(step: CallBackStep) -> dict[str, Any]:
    by: User | None = step.by
    return {
        "title": step.get_kind_display(),
        "date": step.at,
        "text": by.name if by else "",
        "state": "checked",
    }
