"""The stacks of scans: brought in, looked at, thrown away; and sheets to lay between letters."""

import logging
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participatie.accounts.access import role_required
from participatie.accounts.roles import Role
from participatie.core import clock
from participatie.core.files import UnacceptableFile
from participatie.core.pdf import PdfError
from participatie.intake.crumbs import CRUMBS as DESK
from participatie.intake.scans import sheets, stacks
from participatie.intake.scans.forms import ReasonForm, SheetsForm, StackForm
from participatie.intake.scans.models import FINISHED, Letter, LetterState, Stack, StackFile, State
from participatie.intake.scans.tasks import KEPT_FOR
from participatie.pipeline.refusals import Refused

log = logging.getLogger("participatie.scans")
PER_PAGE = 25
LETTERS_PER_PAGE = 50
TONES = {
    State.READING: "neutral",
    State.UNREADABLE: "danger",
    State.TO_DIVIDE: "warning",
    State.DIVIDED: "warning",
    State.DONE: "success",
    State.DISCARDED: "neutral",
}
CRUMBS = [*DESK, {"url": reverse_lazy("scans:home"), "name": gettext_lazy("Scans")}]


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.CLERK)
def home(request: HttpRequest) -> HttpResponse:
    """All stacks, the newest first, and where a new one is dropped."""
    if request.method != "POST":
        form = StackForm(initial={"key": uuid4(), "received_on": clock.today()})
        return _home(request, form)
    form, uploads = StackForm(request.POST, request.FILES), request.FILES.getlist("scans")
    if not form.is_valid():
        if uploads:
            form.add_error("scans", _("Choose the scans once more: they were not sent along."))
        return _home(request, form)
    given = form.cleaned_data
    try:
        stack = stacks.bring(
            given["key"],
            uploads,
            actor=request.user,
            received_on=given["received_on"],
            consultation=given["consultation"],
        )
    except UnacceptableFile as error:
        form.add_error("scans", str(error))
        return _home(request, form)
    return redirect("scans:stack", stack.pk)


def _home(request: HttpRequest, form: StackForm) -> HttpResponse:
    found = (
        Stack.objects.select_related("brought_by", "consultation")
        .annotate(
            pages_total=Count("pages", distinct=True),
            letters_total=Count("letters", distinct=True),
            letters_open=Count("letters", filter=Q(letters__state=LetterState.OPEN), distinct=True),
            files_total=Count("files", distinct=True),
            first_file=Min("files__file__name"),
        )
        .order_by("-brought_at")
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": CRUMBS[:1],
        "form": form,
        "sheets_form": SheetsForm(auto_id="sheets_%s"),
        "page": page,
        "stacks": [_line(stack) for stack in page],
    }
    return render(request, "scans/home.html", context)


def _line(stack: Any) -> dict[str, Any]:
    meta = [
        *_named(stack),
        _("brought by %(name)s") % {"name": stack.brought_by.name},
        ngettext("%(count)d page", "%(count)d pages", stack.pages_total)
        % {"count": stack.pages_total},
    ]
    if stack.letters_total:
        meta.append(
            _("%(open)d of %(all)d letters to type in")
            % {"open": stack.letters_open, "all": stack.letters_total}
        )
    return {
        "url": reverse("scans:stack", args=[stack.pk]),
        "title": title_of(stack),
        "text": str(stack.consultation) if stack.consultation else "",
        "meta": " · ".join(meta),
        "tone": TONES[State(stack.state)],
        "state": stack.get_state_display(),
    }


def _named(stack: Any) -> list[str]:
    """The file it came in; of several the first by name, and how many more there are."""
    if not stack.first_file:
        return []
    others = stack.files_total - 1
    if not others:
        return [stack.first_file]
    said = ngettext("%(name)s and %(count)d more", "%(name)s and %(count)d more", others)
    return [said % {"name": stack.first_file, "count": others}]


@require_safe
@role_required(Role.CLERK)
def stack(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far one stack is, and its letters."""
    found = get_object_or_404(Stack.objects.select_related("brought_by", "discarded_by"), pk=key)
    return _page(request, found, ReasonForm())


@require_safe
@role_required(Role.CLERK)
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far the reading of one stack is, for the page that shows it by itself."""
    found = get_object_or_404(Stack, pk=key)
    return render(request, "scans/progress.html", _progress(found, list(found.files.all())))


def _progress(found: Stack, files: list[StackFile]) -> dict[str, Any]:
    return {
        "stack": found,
        "is_reading": found.state == State.READING,
        "read": found.pages.count(),
        "expected": sum(file.pages_count or 0 for file in files),
    }


@require_POST
@role_required(Role.CLERK)
def discard(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw away what is left of a stack."""
    found = get_object_or_404(Stack, pk=key)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        stacks.discard(found, actor=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        return _page(request, found, form, refusal=str(refused))
    messages.success(request, _("What was left of this stack was thrown away."))
    return redirect("scans:stack", key)


def _page(request: HttpRequest, found: Stack, form: ReasonForm, refusal: str = "") -> HttpResponse:
    letters = (
        found.letters.select_related("clerk", "contribution__consultation")
        .annotate(first=Min("pages__number"), size=Count("pages"))
        .order_by("order")
    )
    page = Paginator(letters, LETTERS_PER_PAGE).get_page(request.GET.get("page"))
    files = list(found.files.select_related("file"))
    context = _progress(found, files) | {
        "crumbs": CRUMBS,
        "title": title_of(found),
        "tone": TONES[State(found.state)],
        "files": files,
        "problems": [file for file in files if file.problem],
        "same_before": stacks.same_before(found),
        "page": page,
        "letters": [_letter_line(one, request.user) for one in page],
        "begin": letters.filter(state=LetterState.OPEN)
        .filter(Q(clerk=None) | Q(clerk=request.user))
        .first(),
        "is_finished": found.state in FINISHED,
        "kept_until": found.finished_at + KEPT_FOR if found.finished_at else None,
        "kept_days": KEPT_FOR.days,
        "form": form,
        "refusal": refusal,
    }
    return render(request, "scans/stack.html", context)


def title_of(found: Stack) -> str:
    """How a stack is called: by the moment it was brought."""
    moment = date_format(localtime(found.brought_at), "j F, H.i")
    return _("Stack of %(moment)s") % {"moment": moment}


def _letter_line(one: Any, clerk: Any) -> dict[str, Any]:
    meta = []
    if one.size == 1:
        meta.append(_("page %(page)d") % {"page": one.first})
    elif one.size:
        named = {"page": one.first, "count": one.size}
        meta.append(_("from page %(page)d, %(count)d pages") % named)
    if one.state == LetterState.OPEN and one.clerk is not None:
        is_mine = one.clerk_id == clerk.pk
        meta.append(
            _("you began typing it in")
            if is_mine
            else _("%(name)s is typing it in") % {"name": one.clerk.name}
        )
    if one.discarded_because:
        meta.append(one.discarded_because)
    return {
        "url": _address(one),
        "title": _("Letter %(order)d") % {"order": one.order},
        "reference": one.contribution.reference if one.contribution else "",
        "meta": " · ".join(meta),
        "state": one.get_state_display(),
        "tone": {"open": "warning", "done": "success"}.get(one.state, "neutral"),
    }


def _address(one: Letter) -> str:
    if one.contribution is not None:
        return reverse("desk:contribution", args=[one.contribution.reference])
    return reverse("scans:letter", args=[one.pk]) if one.state == LetterState.OPEN else ""


@require_safe
@role_required(Role.CLERK)
def separator_sheets(request: HttpRequest) -> HttpResponse:
    """A PDF of separator sheets to print; it changes nothing."""
    form = SheetsForm(request.GET or {"count": "10"}, auto_id="sheets_%s")
    if not form.is_valid():
        return render(request, "scans/sheets.html", {"crumbs": CRUMBS, "form": form})
    given = form.cleaned_data
    try:
        made = sheets.document(given["count"], given["consultation"], given["sheets_day"])
    except PdfError:
        log.exception("separator sheets could not be made")
        form.add_error(None, _("The PDF could not be made. Try it without a consultation."))
        return render(request, "scans/sheets.html", {"crumbs": CRUMBS, "form": form})
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="scheidingsbladen.pdf"'},
    )
